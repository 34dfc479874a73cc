import { nodeHash, nodesOf, type Node, type Range, type ReadNode } from './tree.ts'

/** Tiles of C2SP tlog-tiles: height 8, so 256 hashes of 32 bytes; entries in bundles of 256. */
export const WIDTH = 256
const HASH = 32

/** One tile of hashes (level 0 = leaf hashes), or a bundle of entries; `width` < 256 is a partial one. */
export type TilePath = Readonly<{ level: number | 'entries'; index: number; width: number }>
export type TileKey = Readonly<{ level: number; index: number }>

/** Reads '<L>/<N>[.p/<W>]'; null for whatever the specification does not allow (leading zeros, a width of 0 or 256, a missing x). */
export function parseTilePath(path: string): TilePath | null {
  const found = /^(0|[1-9]\d?|entries)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return null
  const [, level, digits, partial] = found
  const width = partial === undefined ? WIDTH : Number(partial)
  if (width > WIDTH || (partial !== undefined && width === WIDTH) || Number(level) > 63 || /^x000\//.test(digits!)) return null
  return { level: level === 'entries' ? 'entries' : Number(level), index: Number(digits!.replaceAll(/[x/]/g, '')), width }
}

export function tilePath({ level, index, width }: TilePath): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0').match(/\d{3}/g)!
  const name = digits.map((part, at) => (at === digits.length - 1 ? part : `x${part}`)).join('/')
  return `${level}/${name}${width === WIDTH ? '' : `.p/${width}`}`
}

/** A bundle: each entry with its length before it as a big-endian uint16. */
export function encodeBundle(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => { const length = Buffer.alloc(2); length.writeUInt16BE(entry.length); return [length, entry] }))
}
export function decodeBundle(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = []
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + (at + 2 <= bundle.length ? bundle.readUInt16BE(at) : bundle.length)
    if (end > bundle.length) throw new Error('an entry bundle ends in the middle of an entry')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}

const keyOf = ({ level, index }: TileKey): string => `${level}/${index}`
const placeOf = (node: Node): TileKey & { from: number; to: number } => {
  const level = Math.floor(node.level / 8)
  const span = 2 ** (node.level % 8)
  const at = node.index * span
  return { level, index: Math.floor(at / WIDTH), from: at % WIDTH, to: (at % WIDTH) + span }
}

/** The tiles that hold the hashes of these ranges, each once. */
export function tilesOf(ranges: readonly Range[]): TileKey[] {
  const tiles = ranges.flatMap(nodesOf).map(placeOf)
  return [...new Map(tiles.map(({ level, index }) => [keyOf({ level, index }), { level, index }])).values()]
}

/** Reads perfect subtrees out of tiles. */
export function nodesIn(tiles: readonly (TileKey & { hashes: Buffer })[]): ReadNode {
  const held = new Map(tiles.map((tile) => [keyOf(tile), tile.hashes]))
  return (node) => {
    const { from, to, ...key } = placeOf(node)
    const hashes = held.get(keyOf(key))
    if (!hashes || hashes.length < to * HASH) throw new Error(`tile ${keyOf(key)} does not reach as far as the tree does`)
    return perfectRoot(hashes.subarray(from * HASH, to * HASH))
  }
}

/** The root over as many hashes as a power of two. */
export function perfectRoot(hashes: Buffer): Buffer {
  let row = Array.from({ length: hashes.length / HASH }, (_, at) => hashes.subarray(at * HASH, (at + 1) * HASH))
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[at * 2]!, row[at * 2 + 1]!))
  return row[0]!
}

/** The rightmost, still partial tile of every level of a tree of this size: all that growing it needs. */
export const edgeOf = (size: number): TileKey[] => {
  const edge: TileKey[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / WIDTH)) if (count % WIDTH !== 0) edge.push({ level, index: Math.floor(count / WIDTH) })
  return edge
}
