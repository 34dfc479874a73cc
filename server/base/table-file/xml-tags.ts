import { SaxesParser } from 'saxes'
import { invalid } from '../errors.ts'

export type TagReader = Readonly<{ open(name: string, attributes: Readonly<Record<string, string>>): void; text(text: string): void; close(name: string): void }>
const LONGEST_TEXT = 16_000_000

/** Reads XML piece by piece; names come without their prefix, which differs between the programs that write workbooks. */
export function xmlTags(reader: TagReader): { write(piece: Buffer): void; end(): void } {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false })
  const decoder = new TextDecoder('utf-8')
  const bare = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name)
  let waiting = 0 // saxes keeps a text until its end: a cell of gigabytes must not fill the memory
  parser.on('opentag', ({ name, attributes }) => {
    waiting = 0
    reader.open(bare(name), attributes)
  })
  parser.on('text', reader.text)
  parser.on('cdata', reader.text)
  parser.on('closetag', ({ name }) => {
    waiting = 0
    reader.close(bare(name))
  })
  parser.on('error', () => { throw invalid('base.not_a_workbook') })
  return {
    write(piece) {
      parser.write(decoder.decode(piece, { stream: true }))
      if ((waiting += piece.length) > LONGEST_TEXT) throw invalid('base.too_large')
    },
    end: () => { parser.close() },
  }
}
