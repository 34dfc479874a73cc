import { createHash } from 'node:crypto'

/** The Merkle tree of RFC 6962, section 2.1, over SHA-256: pure, and ignorant of where hashes are kept. */
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

export const leafHash = (data: Buffer): Buffer => createHash('sha256').update(LEAF).update(data).digest()
export const nodeHash = (left: Buffer, right: Buffer): Buffer => createHash('sha256').update(NODE).update(left).update(right).digest()
export const emptyRoot = createHash('sha256').digest()

/** A perfect subtree: the hash of leaves [index · 2^level, (index + 1) · 2^level). */
export type Node = Readonly<{ level: number; index: number }>
export type Range = Readonly<{ from: number; to: number }>
export type ReadNode = (node: Node) => Buffer

/** The largest power of two below n; n > 1. */
export const splitOf = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1)

/** The perfect subtrees that make up a range whose start is aligned as RFC 6962 aligns it, from left to right. */
export function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = []
  for (let at = from; at < to; ) {
    let level = Math.floor(Math.log2(to - at))
    while (at % 2 ** level !== 0) level--
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** MTH(D[from:to]). */
export function hashOf(range: Range, read: ReadNode): Buffer {
  const hashes = nodesOf(range).map(read)
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** The ranges whose hashes prove that the leaf stands in the tree, from the leaf upwards: PATH(m, D[n]). */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  for (let from = 0, to = size; to - from > 1; ) {
    const middle = from + splitOf(to - from)
    if (index < middle) { ranges.push({ from: middle, to }); to = middle } else { ranges.push({ from, to: middle }); from = middle }
  }
  return ranges.reverse()
}

/** The ranges whose hashes prove that the larger tree only added to the smaller one: PROOF(m, D[n]); 0 < older <= newer. */
export function consistencyRanges(older: number, newer: number): Range[] {
  const ranges: Range[] = []
  let from = 0
  let to = newer
  let whole = true // the part looked at begins with the older tree itself, whose hash the asker knows
  while (older !== to) {
    const middle = from + splitOf(to - from)
    if (older <= middle) { ranges.push({ from: middle, to }); to = middle } else { ranges.push({ from, to: middle }); from = middle; whole = false }
  }
  if (!whole) ranges.push({ from, to })
  return ranges.reverse()
}

/** Reads perfect subtrees out of leaf hashes held in memory. */
export function nodesOver(leaves: readonly Buffer[]): ReadNode {
  const read = ({ level, index }: Node): Buffer =>
    level === 0 ? leaves[index]! : nodeHash(read({ level: level - 1, index: index * 2 }), read({ level: level - 1, index: index * 2 + 1 }))
  return read
}

export const rootOf = (leaves: readonly Buffer[]): Buffer => hashOf({ from: 0, to: leaves.length }, nodesOver(leaves))
