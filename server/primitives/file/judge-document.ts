import { inflateSync } from 'node:zlib'
import { invalid } from '#base/errors'
import { starts } from './image-kind.ts'

/** What makes a document do something when it is opened, or carries another file inside. */
const ACTIVE = /\/(JavaScript|Launch|SubmitForm|ImportData|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])/
/** A stream of packed objects cannot do without this name, wherever its objects lie. It too may be written with #xx. */
const PACKED = new RegExp(`/${[...'First'].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join('')}(?![A-Za-z0-9#])`, 'g')
/** What a dictionary is made of, as far as it tells where one ends; a remark, or a string in hexadecimal, is passed over whole. */
const TOKEN = /%[^\r\n]*|<<|>>|<[^>]*>?|[([\]]|(?<![^\s\0>\])])(?:obj|endobj|stream)(?![A-Za-z])/g
const LONGEST_DICTIONARY = 64 * 1024
const MOST_INSIDE = 4 * 1024 * 1024
/** Of all that is looked into: a document is judged while others wait. */
const MOST_LOOKED = 32 * 1024 * 1024

export const isDocument = (bytes: Buffer): boolean => starts(bytes, '255044462d') // %PDF-

/** A PDF that is a PDF by its bytes, whole, open to be looked into, and does nothing but show pages. Names may be written with #xx, and objects may lie packed in streams: both are opened before they are read. 文书检查 */
export function judgeDocument(bytes: Buffer, limits: Readonly<{ bytes: number }>): void {
  if (bytes.length > limits.bytes) throw invalid('file.too_large', { limit: limits.bytes })
  if (!isDocument(bytes) || !bytes.subarray(-2048).includes('%%EOF')) throw invalid('file.document_damaged')
  const text = plain(bytes)
  if (/\/Encrypt(?![A-Za-z0-9])/.test(text)) throw invalid('file.document_locked')
  if (ACTIVE.test(text)) throw invalid('file.document_active')
  for (const packed of packedObjects(bytes)) if (ACTIVE.test(packed)) throw invalid('file.document_active')
}

const plain = (bytes: Buffer): string => bytes.toString('latin1').replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** What lies packed in streams of objects. One that is too long, or packed or written in a way that is not read here, is refused with its document: a reader might open it all the same. */
function* packedObjects(bytes: Buffer): Generator<string> {
  const raw = bytes.toString('latin1')
  let looked = 0
  for (const { index } of raw.matchAll(PACKED)) {
    const end = endOfDictionary(raw.slice(index, index + LONGEST_DICTIONARY))
    looked += end
    const word = /^(?:[\s\0]|%[^\r\n]*[\r\n])*stream[ \t]*(?:\r\n|\n|\r)?/.exec(raw.slice(index + end, index + end + 1000))
    if (word) {
      const inside = inflated(bytes.subarray(index + end + word[0].length))
      looked += inside.length
      if (!/^\s*\d+\s+\d/.test(inside.toString('latin1', 0, 200))) throw invalid('file.document_locked') // numbers and places of its objects come first; anything else is packed once more
      yield plain(inside)
    }
    if (looked > MOST_LOOKED) throw invalid('file.document_locked')
  }
}

/** Where the dictionary is over that one is in. One that is not closed as it was opened is read by each reader in its own way. */
function endOfDictionary(text: string): number {
  const open = ['<<']
  let at = 0
  while (open.length > 0) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[0]
    at = TOKEN.lastIndex
    if (token === '(') at = endOfString(text, at)
    else if (token === '<<' || token === '[') open.push(token)
    else if (token === '>>' || token === ']') { if (open.pop() !== (token === ']' ? '[' : '<<')) throw invalid('file.document_locked') }
    else if (token === undefined || !/^[%<]/.test(token)) throw invalid('file.document_locked')
  }
  return at
}

function endOfString(text: string, from: number): number {
  let at = from
  for (let depth = 1; depth > 0 && at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
  }
  return at
}

function inflated(bytes: Buffer): Buffer {
  try { return inflateSync(bytes, { maxOutputLength: MOST_INSIDE }) } catch { throw invalid('file.document_locked') }
}
