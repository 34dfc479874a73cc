import { decode, encode } from 'cborg'
import { readStrict, tried } from './sign1.ts'

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
const order = [1, 4, 5, 7, OURS]
export const MOST_CLAIMS = 3

export const writeContent = ({ city, id, kind, shown, holder, from, until, claims }: Content): Uint8Array<ArrayBuffer> =>
  encode(new Map<number, unknown>([[1, city], [4, until], [5, from], [7, bytesOfId(id)], [OURS, [shown ? 1 : 0, kind, holder, claims]]]))

/** Reads what `writeContent` wrote, and nothing else: these five claims in this order, each of its type and size; null otherwise. */
export function readContent(bytes: Uint8Array): Content | null {
  const map = tried(() => decode(bytes, readStrict) as unknown)
  if (!(map instanceof Map) || map.size !== order.length || ![...map.keys()].every((key, at) => key === order[at])) return null
  const [city, until, from, id, ours] = [...map.values()] as unknown[]
  if (typeof city !== 'string' || city.length > 12 || !isSecond(from) || !isSecond(until) || from > until || !(id instanceof Uint8Array) || id.length !== 16) return null
  if (!Array.isArray(ours) || ours.length !== 4) return null
  const [form, kind, holder, claims] = ours as unknown[]
  if ((form !== 0 && form !== 1) || typeof kind !== 'string' || !/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(kind) || kind.length > 40) return null
  if (!(holder instanceof Uint8Array) || holder.length !== 12 || !(claims instanceof Map) || claims.size > MOST_CLAIMS) return null
  let before = 0
  for (const [number, value] of claims as Map<unknown, unknown>) {
    if (typeof number !== 'number' || !Number.isInteger(number) || number <= before || number > 23 || !isClaim(value)) return null
    before = number
  }
  return { city, id: idOfBytes(id), kind, shown: form === 1, holder, from, until, claims: claims as Map<number, ClaimValue> }
}

const isSecond = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff
const isClaim = (value: unknown): value is ClaimValue => typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value)) || (typeof value === 'string' && value.length <= 60)

export const bytesOfId = (id: string): Uint8Array<ArrayBuffer> => bytesOfHex(id.replaceAll('-', ''))
export const idOfBytes = (bytes: Uint8Array): string => [0, 4, 6, 8, 10].map((from, at, all) => hexOf(bytes.subarray(from, all[at + 1] ?? 16))).join('-')

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
