import { bytesOfBase64 } from './content.ts'

/** A set of ids in about 18 bits each: Golomb-Rice coded distances between hashes, as BIP 158 does it. Whoever is in it is found; of others one in 65,536 is found too. 注销名单过滤器 */
export const FALSE_HITS = 65_536
const REMAINDER = 16
const SPACE = 2 ** 48

/** The hash of an id is 48 of the 62 random bits at its end: whoever makes an id is the server, so nobody chooses them. */
const hashOf = (id: string): number => Number.parseInt(id.slice(-12), 16)

export function writeFilter(ids: readonly string[]): Uint8Array<ArrayBuffer> {
  const places = [...new Set(ids.map((id) => placeOf(id, ids.length)))].sort((a, b) => a - b)
  const bits = new BitWriter()
  let before = 0
  for (const place of places) {
    const distance = place - before
    bits.unary(Math.floor(distance / FALSE_HITS))
    bits.number(distance % FALSE_HITS, REMAINDER)
    before = place
  }
  return bits.bytes(places.length)
}

export type RevocationFilter = Readonly<{ has(id: string): boolean }>

/** A filter as it was published: how many ids went in, then base64; null where it is none. */
export function readFilter(count: number, base64: string): RevocationFilter | null {
  try {
    const bytes = bytesOfBase64(base64)
    const size = new DataView(bytes.buffer).getUint32(0)
    if (size > count || (bytes.length - 4) * 8 < size * (REMAINDER + 1)) return null
    const bits = new BitReader(bytes, 4)
    const places = new Float64Array(size)
    let place = 0
    for (let at = 0; at < size; at += 1) {
      place += bits.unary() * FALSE_HITS + bits.number(REMAINDER)
      places[at] = place
    }
    return { has: (id) => count > 0 && found(places, placeOf(id, count)) }
  } catch { // bytes of strangers: too short, or no base64
    return null
  }
}

/** Spreads the hash over count × 65,536 places. Beyond 8,192 ids the product is rounded, but everywhere alike: doubles are IEEE 754. */
function placeOf(id: string, count: number): number {
  const hash = hashOf(id)
  const places = count * FALSE_HITS
  const high = Math.floor(hash / 2 ** 24) * places
  const low = (hash % 2 ** 24) * places
  return Math.floor((high + low / 2 ** 24) / (SPACE / 2 ** 24))
}

function found(places: Float64Array, wanted: number): boolean {
  let [low, high] = [0, places.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (places[middle] === wanted) return true
    if (places[middle]! < wanted) low = middle + 1
    else high = middle - 1
  }
  return false
}

class BitWriter {
  private readonly out: number[] = []
  private length = 0
  private bit(one: number): void {
    if (this.length % 8 === 0) this.out.push(0)
    if (one) this.out[this.out.length - 1]! |= 128 >> this.length % 8
    this.length += 1
  }
  unary(count: number): void {
    for (let at = 0; at < count; at += 1) this.bit(1)
    this.bit(0)
  }
  number(value: number, width: number): void {
    for (let at = width - 1; at >= 0; at -= 1) this.bit((value >> at) & 1)
  }
  bytes(size: number): Uint8Array<ArrayBuffer> {
    const made = new Uint8Array(4 + this.out.length)
    new DataView(made.buffer).setUint32(0, size)
    made.set(this.out, 4)
    return made
  }
}

class BitReader {
  private readonly from: Uint8Array
  private at: number
  constructor(from: Uint8Array, start: number) {
    this.from = from
    this.at = start * 8
  }
  private bit(): number {
    const byte = this.from[this.at >> 3]
    if (byte === undefined) throw new Error('the filter ends too early')
    return (byte >> (7 - (this.at++ & 7))) & 1
  }
  unary(): number {
    let count = 0
    while (this.bit()) count += 1
    return count
  }
  number(width: number): number {
    let value = 0
    for (let at = 0; at < width; at += 1) value = value * 2 + this.bit()
    return value
  }
}
