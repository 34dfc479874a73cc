import type { Deed } from '#base/deed'
import { appendLeaf } from './append-leaf.ts'
import { hashOf, inclusionRanges, leafHash, nodesOver } from './tree.ts'

/** What a row keeps to prove itself: its place in the batch, and the hashes from it up to the batch's root. */
export type RowProof = Readonly<{ entryId: string; index: number; size: number; path: readonly Buffer[] }>

/** One leaf for a batch of hot rows: it holds the Merkle root over their hashes; each row gets the proof that it was among them. 批量记账 */
export async function appendBatchLeaf(deed: Deed, kind: string, rowHashes: readonly Buffer[]): Promise<{ entryId: string; root: Buffer; proofs: RowProof[] }> {
  if (rowHashes.length === 0) throw new Error('a batch leaf needs at least one row')
  const read = nodesOver(rowHashes.map(leafHash))
  const size = rowHashes.length
  const known = new Map<string, Buffer>() // every inner node is read many times
  const hash = (from: number, to: number): Buffer => {
    const name = `${from}-${to}`
    const made = known.get(name) ?? hashOf({ from, to }, read)
    known.set(name, made)
    return made
  }
  const root = hash(0, size)
  const entryId = await appendLeaf(deed, { kind, payload: { root: root.toString('hex'), rows: size } })
  const proofs = rowHashes.map((_, index) => ({ entryId, index, size, path: inclusionRanges(index, size).map(({ from, to }) => hash(from, to)) }))
  return { entryId, root, proofs }
}
