import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import type { EntryProof, ConsistencyProof } from './contract.ts'
import { readHead } from './read-log.ts'
import { readHashes } from './read-tiles.ts'
import { ledger } from './tables.ts'
import { consistencyRanges, inclusionRanges, leafHash } from './tree.ts'

const base64 = (hash: Buffer): string => hash.toString('base64')

/** Proves that an entry stands in the tree of the newest checkpoint. 存在证明 */
export async function proveEntry(deed: Deed, entryId: string): Promise<EntryProof> {
  const entry = await ledger(deed.tx).selectFrom('ledger.entry').select(['commitment', 'leaf_index']).where('id', '=', entryId).executeTakeFirst()
  if (!entry) throw notFound('ledger.entry_not_found')
  const head = await readHead(deed)
  if (entry.leaf_index === null || entry.leaf_index >= head.size) throw conflict('ledger.entry_not_placed_yet')
  const path = await readHashes(deed, inclusionRanges(Number(entry.leaf_index), Number(head.size)))
  return {
    entryId, leafIndex: Number(entry.leaf_index), treeSize: Number(head.size), entry: base64(entry.commitment), leafHash: base64(leafHash(entry.commitment)),
    path: path.map(base64), checkpoint: head.note,
  }
}

/** Proves that the tree of one size only added to an earlier one. 一致性证明 */
export async function proveConsistency(deed: Deed, from: number, to: number | undefined): Promise<ConsistencyProof> {
  const head = await readHead(deed)
  const newer = to ?? Number(head.size)
  if (from > newer || newer > Number(head.size)) throw notFound('ledger.no_such_size', { size: Number(head.size) })
  return { from, to: newer, path: (await readHashes(deed, consistencyRanges(from, newer))).map(base64) }
}
