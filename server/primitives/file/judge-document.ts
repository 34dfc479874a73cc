import { inflateSync } from 'node:zlib'
import { invalid } from '#base/errors'
import { starts } from './image-kind.ts'

/** What makes a document do something when it is opened, or carries another file inside. */
const ACTIVE = /\/(JavaScript|Launch|SubmitForm|ImportData|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])/
const OBJECTS = /\/(ObjStm|First)(?![A-Za-z0-9])/
const MOST_INSIDE = 4 * 1024 * 1024

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

/** What lies packed in streams, as far as objects can: pictures are longer. A stream of objects that is longer too, or packed in a way that is not read here, is refused with its document. */
function* packedObjects(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue
    const from = at + (bytes[at + 6] === 13 ? 8 : 7)
    const zlib = bytes.length > from + 2 && (bytes[from]! & 15) === 8 && bytes.readUInt16BE(from) % 31 === 0
    const near = plain(bytes.subarray(Math.max(0, at - 65_536), at))
    const own = near.slice(near.lastIndexOf('obj') + 1)
    if (!zlib && OBJECTS.test(own) && /\/Filter(?![A-Za-z0-9])/.test(own)) throw invalid('file.document_locked')
    if (!zlib) continue
    const inside = inflated(bytes.subarray(from))
    if (inside === 'too long' && OBJECTS.test(near)) throw invalid('file.document_locked')
    if (typeof inside !== 'string') yield plain(inside)
  }
}

function inflated(bytes: Buffer): Buffer | 'too long' | 'none' {
  try { return inflateSync(bytes, { maxOutputLength: MOST_INSIDE }) } catch (error) { return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too long' : 'none' }
}
