import { tables } from '#base/database'

export type LedgerTables = {
  /** The last signed checkpoint of each hour, for auditors who were away. */
  'ledger.checkpoint': {
    /** The hour it closed. */
    hour: Date
    /** Number of leaves. */
    size: bigint
    /** The signed note. */
    note: string
  }
  /** One row a leaf, written in the transaction of the deed that owes it; never changed but for its place in the tree, never deleted. */
  'ledger.entry': {
    /** UUIDv7 of the entry. */
    id: string
    /** SHA-256 of salt and canonical JSON: the 32 bytes that are the leaf. */
    commitment: Buffer
    /** What was done, such as access.granted. */
    kind: string
    /** When the deed was done. */
    at: Date
    /** Place in the tree; null until the sequencer has taken it. */
    leaf_index: bigint | null
  }
  /** The tree as it stands: one row, locked by whoever grows the tree. */
  'ledger.head': {
    /** Keeps it one row. */
    only_one: boolean
    /** Number of leaves. */
    size: bigint
    /** Root hash. */
    root: Buffer
    /** The signed checkpoint of this size; null before the first. */
    note: string | null
    /** When it was signed. */
    at: Date | null
  }
  /** What a commitment commits to; may be purged, which itself is a leaf, while the tree stays valid. */
  'ledger.payload': {
    /** The entry. */
    entry_id: string
    /** Salt (32 bytes) and canonical JSON, sealed. */
    sealed: Buffer
  }
  /** Whom a leaf is about, as blind tags: a person can be shown the leaves about them, a list of persons cannot be read off. */
  'ledger.subject': {
    /** The entry. */
    entry_id: string
    /** Keyed digest of the person's or firm's id. */
    tag: Buffer
  }
  /** How many leaves of each kind are in the tree: what the public page shows. */
  'ledger.tally': {
    /** Kind of leaf. */
    kind: string
    /** Leaves in the tree. */
    leaves: bigint
    /** How many of them had their contents purged. */
    purged: bigint
  }
  /** Tiles of the tree (C2SP tlog-tiles): up to 256 hashes each; the last of each level grows. */
  'ledger.tile': {
    /** 0 holds leaf hashes; each higher one the roots of full tiles below. */
    level: number
    /** Number of the tile within its level. */
    index: bigint
    /** The hashes, 32 bytes each, one after the other. */
    hashes: Buffer
  }
  /** Leaves that whom they are about is not shown yet 依法暂不告知: each by a decision, each until an instant, after which it is shown by itself. The leaf itself stands in the tree like any other. */
  'ledger.withheld': {
    /** The entry. */
    entry_id: string
    /** From this instant it is shown. */
    until: Date
    /** The decision, kept by whoever made it. */
    decision_id: string
  }
}
export const ledger = tables<LedgerTables>()
