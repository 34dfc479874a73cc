/** Where one stands in CBOR that may be written in one way only (RFC 8949, section 4.2). Whoever asks for what is not there has failed for good, and sees it at the end. */
export type Cursor = { readonly bytes: Uint8Array; at: number; failed: boolean }

export const cursorOf = (bytes: Uint8Array): Cursor => ({ bytes, at: 0, failed: false })
/** All was as it was asked for, and nothing is left. */
export const isDone = (cursor: Cursor): boolean => !cursor.failed && cursor.at === cursor.bytes.length

/** The size or value in front of the next item, which must be of this major type and in its shortest form. */
export function readHead(cursor: Cursor, major: number): number {
  const { bytes } = cursor
  const first = bytes[cursor.at] ?? 0xff
  const size = sizes[first & 31]!
  if (cursor.failed || first >> 5 !== major || size < 0 || cursor.at + size >= bytes.length) return fail(cursor)
  cursor.at += 1
  if (size === 0) return first & 31
  let value = 0
  for (const end = cursor.at + size; cursor.at < end; cursor.at += 1) value = value * 256 + bytes[cursor.at]!
  return value >= least[size]! && value <= Number.MAX_SAFE_INTEGER ? value : fail(cursor)
}
const sizes = Array.from({ length: 32 }, (_, info) => (info < 24 ? 0 : ([1, 2, 4, 8][info - 24] ?? -1)))
const least: Readonly<Record<number, number>> = { 1: 24, 2: 0x100, 4: 0x10000, 8: 0x100000000 }

function fail(cursor: Cursor): number {
  cursor.failed = true
  return 0
}

/** A view, not a copy: copies of a few bytes cost more than all the reading. */
function take(cursor: Cursor, length: number): Uint8Array {
  if (cursor.at + length > cursor.bytes.length) fail(cursor)
  if (cursor.failed) return NONE
  cursor.at += length
  return cursor.bytes.subarray(cursor.at - length, cursor.at)
}
const NONE = new Uint8Array(0)

export const readBytes = (cursor: Cursor): Uint8Array => take(cursor, readHead(cursor, 2))
const words = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
export function readText(cursor: Cursor): string {
  const bytes = take(cursor, readHead(cursor, 3))
  let text = ''
  for (const byte of bytes) {
    if (byte > 127) return readWords(cursor, bytes)
    text += String.fromCharCode(byte)
  }
  return text
}
function readWords(cursor: Cursor, bytes: Uint8Array): string {
  try { return words.decode(bytes) } catch { cursor.failed = true; return '' }
}
export const readInteger = (cursor: Cursor): number => (isMajor(cursor, 1) ? -1 - readHead(cursor, 1) : readHead(cursor, 0))

/** A claim's value: a truth, an integer or a text. */
export function readValue(cursor: Cursor): string | number | boolean {
  const first = cursor.bytes[cursor.at]
  if (first === 0xf4 || first === 0xf5) {
    cursor.at += 1
    return first === 0xf5
  }
  return isMajor(cursor, 3) ? readText(cursor) : readInteger(cursor)
}
const isMajor = ({ bytes, at }: Cursor, major: number): boolean => (bytes[at] ?? 0xff) >> 5 === major
