import { encode } from 'cborg'
import { cursorOf, isDone, readBytes, readHead, readInteger, readText, readValue, type Cursor } from './strict-cbor.ts'

export type ClaimValue = string | number | boolean
/** What a code says: a CWT (RFC 8392) with one private claim. `shown` is a short-lived code made from a licence, whose id it bears. 码的内容 */
export type Content = Readonly<{
  city: string
  id: string
  kind: string
  shown: boolean
  /** The first 12 bytes of SHA-256 over the id and the holder's own id. */
  holder: Uint8Array
  /** Seconds since 1970. */
  from: number
  until: number
  /** By the number that the kind gave them. */
  claims: ReadonlyMap<number, ClaimValue>
}>

const OURS = -65_537 // claims below -65536 are for private use
export const MOST_CLAIMS = 3

export const writeContent = ({ city, id, kind, shown, holder, from, until, claims }: Content): Uint8Array<ArrayBuffer> =>
  encode(new Map<number, unknown>([[1, city], [4, until], [5, from], [7, bytesOfId(id)], [OURS, [shown ? 1 : 0, kind, holder, claims]]]))

/** Reads what `writeContent` wrote, and nothing else: these five claims in this order, each of its type and size; null otherwise. */
export function readContent(bytes: Uint8Array): Content | null {
  const cursor = cursorOf(bytes)
  const key = (wanted: number): boolean => readInteger(cursor) === wanted
  if (readHead(cursor, 5) !== 5 || !key(1)) return null
  const city = readText(cursor)
  if (!key(4)) return null
  const until = readHead(cursor, 0)
  if (!key(5)) return null
  const from = readHead(cursor, 0)
  if (!key(7)) return null
  const id = readBytes(cursor)
  if (!key(OURS) || readHead(cursor, 4) !== 4) return null
  const form = readHead(cursor, 0)
  const kind = readText(cursor)
  const holder = readBytes(cursor)
  const claims = readClaims(cursor)
  if (claims === null || !isDone(cursor) || city.length > 12 || until > 0xffffffff || from > until || id.length !== 16 || form > 1 || holder.length !== 12) return null
  if (kind.length > 40 || !/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(kind)) return null
  return { city, id: idOfBytes(id), kind, shown: form === 1, holder, from, until, claims }
}

/** At most three, their numbers rising, so that none is there twice. */
function readClaims(cursor: Cursor): Map<number, ClaimValue> | null {
  const count = readHead(cursor, 5)
  if (count > MOST_CLAIMS) return null
  const claims = new Map<number, ClaimValue>()
  let before = 0
  for (let at = 0; at < count; at += 1) {
    const number = readHead(cursor, 0)
    const value = readValue(cursor)
    if (number <= before || number > 23 || (typeof value === 'string' && value.length > 60)) return null
    claims.set(number, value)
    before = number
  }
  return claims
}

export const bytesOfId = (id: string): Uint8Array<ArrayBuffer> => bytesOfHex(id.replaceAll('-', ''))
export function idOfBytes(bytes: Uint8Array): string {
  let id = ''
  for (let at = 0; at < 16; at += 1) id += at === 4 || at === 6 || at === 8 || at === 10 ? `-${pairs[bytes[at]!]!}` : pairs[bytes[at]!]!
  return id
}

export function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  return bytes
}
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += pairs[byte]!
  return hex
}
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}
