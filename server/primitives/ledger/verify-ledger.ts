import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { readCheckpoint, type Checkpoint } from './checkpoint.ts'
import { contentOf, type Content } from './commitment.ts'
import { growTree, type Tile } from './grow-tree.ts'
import { openNote, type Verifier } from './signed-note.ts'
import { readHashes } from './read-tiles.ts'
import { signers } from './signers.ts'
import { ledger } from './tables.ts'
import { leafHash } from './tree.ts'

/** `faults` is empty when the log is whole. A purged payload is no fault; one that is gone without a purge leaf is. */
export type LedgerReport = {
  size: number; root: string; payloads: number; purged: number; purgeLeaves: number; waiting: number
  /** Keys that signed the newest checkpoint, and earlier checkpoints whose trees this one only added to. */
  signatures: number; earlier: number
  faults: string[]
}
/** `keys` default to this machine's own; `earlier` are checkpoints that somebody kept. */
export type Against = Readonly<{ keys?: readonly Verifier[]; earlier?: readonly string[] }>

type Row = { id: string; commitment: Buffer; kind: string; at: Date; leaf_index: bigint | null; sealed: Buffer | null }
const BATCH = 4096
const MOST_FAULTS = 100

/** Recomputes the tree from the entries, compares every stored tile, the signed root and every earlier checkpoint, and opens every payload that is there. 账本核验 */
export async function verifyLedger(deed: Deed, against: Against = {}): Promise<LedgerReport> {
  const known = against.keys ?? signers()
  const db = ledger(deed.tx)
  const faults: string[] = []
  const fault = (text: string): void => { if (faults.length < MOST_FAULTS) faults.push(text) }
  const head = await db.selectFrom('ledger.head').selectAll().executeTakeFirstOrThrow()
  const report: LedgerReport = { size: Number(head.size), root: head.root.toString('base64'), payloads: 0, purged: 0, purgeLeaves: 0, waiting: 0, signatures: 0, earlier: 0, faults }
  const purged = new Set<string>()
  for await (const row of entries(deed, 'purge leaves')) {
    const content = judge(row, fault)
    if (!content) { fault(`purge leaf ${row.id}: its contents are gone or changed, so what it purged cannot be told`); continue }
    report.purgeLeaves++
    for (const id of (content.detail as { entries: string[] }).entries) purged.add(id)
  }

  const weigh = (row: Row): void => {
    if (row.sealed) {
      report.payloads++
      if (row.kind !== 'ledger.purged') judge(row, fault)
      if (purged.has(row.id)) fault(`entry ${row.id}: its contents are there although a leaf says that they were purged`)
    } else if (purged.has(row.id)) report.purged++
    else if (row.kind !== 'ledger.purged') fault(`entry ${row.id} (${row.kind}): its contents are gone and no leaf says that they were purged`)
  }

  let size = 0
  let root = growTree(0, [], []).root
  let edge: Tile[] = []
  const leaves: Buffer[] = []
  const grow = async (): Promise<void> => {
    const grown = growTree(size, edge, leaves.splice(0))
    const held = new Map([...edge, ...grown.tiles].map((tile) => [`${tile.level}/${tile.index}`, tile]))
    ;({ size, root } = grown)
    edge = [...held.values()].filter((tile) => tile.hashes.length < 8192)
    for (const tile of held.values()) if (tile.hashes.length === 8192) await compare(deed, tile, fault)
  }
  for await (const row of entries(deed, 'placed')) {
    if (row.leaf_index !== BigInt(size + leaves.length)) { fault(`place ${size + leaves.length} of the tree holds no entry of its own (the next one has ${row.leaf_index})`); break }
    weigh(row)
    leaves.push(leafHash(row.commitment))
    if (leaves.length === BATCH) await grow()
  }
  await grow()
  for (const tile of edge) await compare(deed, tile, fault)
  for await (const row of entries(deed, 'waiting')) { report.waiting++; weigh(row) }

  if (size !== report.size) fault(`the tree has ${size} leaves, its head says ${report.size}`)
  if (!root.equals(head.root)) fault('the recomputed root is not the root of the head')
  if (head.note === null) { if (size > 0) fault('the head is not signed') } else {
    report.signatures = openNote(head.note, known)?.signedBy.length ?? 0
    const signed = openCheckpoint(head.note, known)
    if (!signed) fault('the signatures of the checkpoint do not verify')
    else if (signed.size !== size || !signed.root.equals(root)) fault('the signed checkpoint is not that of this tree')
  }
  const hours = await db.selectFrom('ledger.checkpoint').select('note').orderBy('hour').execute()
  for (const note of [...hours.map((hour) => hour.note), ...(against.earlier ?? [])]) {
    const words = await compareEarlier(deed, openCheckpoint(note, known), size)
    if (words) fault(words)
    else report.earlier++
  }
  return report
}

const openCheckpoint = (note: string, known: readonly Verifier[]): Checkpoint | null => readCheckpoint(openNote(note, known)?.text ?? '')

/** What is wrong between an earlier checkpoint and this tree; its tiles were compared with the entries before. */
async function compareEarlier(deed: Deed, earlier: Checkpoint | null, size: number): Promise<string | null> {
  if (!earlier) return 'the signatures of an earlier checkpoint do not verify'
  if (earlier.size > size) return `an earlier checkpoint saw ${earlier.size} leaves, and there are only ${size}`
  const [root] = await readHashes(deed, [{ from: 0, to: earlier.size }]).catch(() => [])
  return root?.equals(earlier.root) ? null : `the first ${earlier.size} leaves are not those of an earlier checkpoint`
}

/** The content behind an entry when it is what the entry commits to. */
function judge(row: Row, fault: (text: string) => void): Content | null {
  if (!row.sealed) return null
  let opened: Buffer
  try { opened = keys().open('ledger.payload', row.sealed) } catch { fault(`entry ${row.id} (${row.kind}): its sealed contents were changed`); return null }
  const content = contentOf(opened, row.commitment)?.content ?? null
  if (!content) fault(`entry ${row.id} (${row.kind}): its contents are not what it commits to`)
  else if (content.kind !== row.kind || content.at !== row.at.toISOString()) fault(`entry ${row.id}: its kind or time was changed`)
  return content
}

async function compare(deed: Deed, tile: Tile, fault: (text: string) => void): Promise<void> {
  const stored = await ledger(deed.tx).selectFrom('ledger.tile').select('hashes').where('level', '=', tile.level).where('index', '=', BigInt(tile.index)).executeTakeFirst()
  if (!stored?.hashes.equals(tile.hashes)) fault(`tile ${tile.level}/${tile.index} is not what the entries make it`)
}

/** Entries with their sealed contents, page by page, in the order of the tree or (those that wait) of their ids. */
async function* entries(deed: Deed, which: 'placed' | 'waiting' | 'purge leaves'): AsyncGenerator<Row> {
  const all = ledger(deed.tx).selectFrom('ledger.entry').leftJoin('ledger.payload', 'entry_id', 'id').select(['id', 'commitment', 'kind', 'at', 'leaf_index', 'sealed']).limit(BATCH)
  let last: Row | undefined
  do {
    const page: Row[] = which === 'placed'
      ? await all.where('leaf_index', '>', last?.leaf_index ?? -1n).orderBy('leaf_index').execute()
      : await all.where('id', '>', last?.id ?? '00000000-0000-0000-0000-000000000000').orderBy('id')
        .where((is) => (which === 'waiting' ? is('leaf_index', 'is', null) : is('kind', '=', 'ledger.purged'))).execute()
    yield* page
    last = page.at(-1)
    if (page.length < BATCH) return
  } while (last)
}
