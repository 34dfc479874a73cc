import { tables } from '#base/database'

export type LedgerTables = {
  'ledger.entry': { id: string; commitment: Buffer; kind: string; at: Date; leaf_index: bigint | null }
  /** May be purged while the tree stays valid. */
  'ledger.payload': { entry_id: string; sealed: Buffer }
  'ledger.subject': { entry_id: string; tag: Buffer }
  'ledger.tile': { level: number; index: bigint; hashes: Buffer }
  'ledger.head': { only_one: boolean; size: bigint; root: Buffer; note: string | null; at: Date | null }
  'ledger.checkpoint': { hour: Date; size: bigint; note: string }
  'ledger.tally': { kind: string; leaves: bigint; purged: bigint }
}
export const ledger = tables<LedgerTables>()
