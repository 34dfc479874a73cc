import { posix } from 'node:path'
import { invalid } from '../errors.ts'
import type { Archive } from './archive.ts'
import { dateKind, type DateKind } from './excel-date.ts'

export type Sheet = Readonly<{ name: string; part: string; hidden: boolean }>
export type Workbook = Readonly<{ sheets: readonly Sheet[]; from1904: boolean; dateKinds: readonly (DateKind | undefined)[]; words: readonly string[] }>

const SMALL = 100_000_000
const MOST_WORDS = 300_000_000 // they stand in memory

/** What the parts of a workbook have in common: its sheets in the order of their tabs, its calendar, its formats and its shared words. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = [...(await relations(archive, '')).values()].find(({ type }) => type.endsWith('/officeDocument'))?.part ?? 'xl/workbook.xml'
  const related = await relations(archive, main)
  const found: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  await archive.readXml(main, SMALL, {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (tag === 'sheet') found.push({ name: attributes['name'] ?? '', id: idOf(attributes), hidden: (attributes['state'] ?? 'visible') !== 'visible' })
    },
    text() {}, close() {},
  })
  const sheets = found.flatMap(({ name, id, hidden }) => {
    const relation = related.get(id)
    return relation?.type.endsWith('/worksheet') ? [{ name, part: relation.part, hidden }] : [] // a sheet may also be a chart
  })
  if (sheets.length === 0) throw invalid('base.not_a_workbook')
  const partOf = (type: string): string | undefined => [...related.values()].find((one) => one.type.endsWith(type))?.part
  return { sheets, from1904, dateKinds: await readFormats(archive, partOf('/styles')), words: await readWords(archive, partOf('/sharedStrings')) }
}

const idOf = (attributes: Readonly<Record<string, string>>): string => Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

/** What a part refers to, by its id: every name in a workbook is found this way, never guessed. */
async function relations(archive: Archive, part: string): Promise<Map<string, { type: string; part: string }>> {
  const { dir, base } = posix.parse(part)
  const file = posix.join(dir, '_rels', `${base}.rels`)
  const found = new Map<string, { type: string; part: string }>()
  if (!archive.has(file)) return found
  await archive.readXml(file, SMALL, {
    open(tag, attributes) {
      if (tag === 'Relationship') found.set(attributes['Id'] ?? '', { type: attributes['Type'] ?? '', part: posix.join('/', dir, '/', attributes['Target']?.startsWith('/') ? posix.relative(`/${dir}`, attributes['Target']) : attributes['Target'] ?? '').slice(1) })
    },
    text() {}, close() {},
  })
  return found
}

async function readFormats(archive: Archive, part: string | undefined): Promise<(DateKind | undefined)[]> {
  const [own, kinds] = [new Map<number, string>(), [] as (DateKind | undefined)[]]
  if (!part || !archive.has(part)) return kinds
  let inCells = false
  await archive.readXml(part, SMALL, {
    open(tag, attributes) {
      if (tag === 'cellXfs') inCells = true
      if (tag === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (tag === 'xf' && inCells) kinds.push(dateKind(Number(attributes['numFmtId'] ?? 0), own.get(Number(attributes['numFmtId']))))
    },
    text() {},
    close(tag) { if (tag === 'cellXfs') inCells = false },
  })
  return kinds
}

/** The texts that cells refer to by number; all runs of a text in several fonts, and nothing of how it is pronounced. */
async function readWords(archive: Archive, part: string | undefined): Promise<string[]> {
  const words: string[] = []
  if (!part || !archive.has(part)) return words
  const text = richText()
  await archive.readXml(part, MOST_WORDS, {
    open: text.open,
    text: text.text,
    close(tag) {
      text.close(tag)
      if (tag === 'si') words.push(text.taken())
    },
  })
  return words
}

/** Gathers the <t> of one text, those in <rPh> (readings) apart. */
export function richText() {
  let [whole, inText, inReading] = ['', false, false]
  return {
    open(tag: string): void {
      if (tag === 'rPh') inReading = true
      if (tag === 't') inText = !inReading
    },
    text(part: string): void { if (inText) whole += part },
    close(tag: string): void {
      if (tag === 'rPh') inReading = false
      if (tag === 't') inText = false
    },
    taken(): string {
      const text = unescaped(whole)
      whole = ''
      return text
    },
  }
}

/** Excel writes what XML cannot hold, such as a carriage return, as _x000D_. */
export const unescaped = (text: string): string => (text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text)
