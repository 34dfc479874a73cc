import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { writeCheckpoint } from './checkpoint.ts'
import { growTree, type Tile } from './grow-tree.ts'
import { writeNote } from './signed-note.ts'
import { signers } from './signers.ts'
import { ledger } from './tables.ts'
import { readTiles } from './read-tiles.ts'
import { edgeOf } from './tile.ts'
import { leafHash } from './tree.ts'

const BATCH = 4096

/** Gives waiting entries their places in the tree, batch by batch, each with its tiles and a signed checkpoint in one transaction:
 *  after a crash a batch is wholly there or not at all, and the next run takes up what waits. 入树 */
export async function sequenceEntries(run: JobRun): Promise<void> {
  while ((await run.perform((deed) => sequenceBatch(deed, BATCH))) === BATCH);
}

/** Answers how many entries it placed. */
export async function sequenceBatch(deed: Deed, limit: number): Promise<number> {
  const db = ledger(deed.tx)
  const head = await db.selectFrom('ledger.head').selectAll().forUpdate().executeTakeFirstOrThrow() // one grower at a time
  const waiting = await db.selectFrom('ledger.entry').select(['id', 'commitment', 'kind']).where('leaf_index', 'is', null).orderBy('id').limit(limit).execute()
  if (waiting.length === 0 && head.note !== null) return 0

  const size = Number(head.size)
  const edge = await readTiles(deed, edgeOf(size))
  const grown = growTree(size, edge.map((tile) => cutTo(tile, size)), waiting.map(({ commitment }) => leafHash(commitment)))
  const [ours] = signers()
  const note = writeNote(writeCheckpoint({ origin: ours.name, size: grown.size, root: grown.root }), signers())

  if (waiting.length > 0) await place(deed, waiting, head.size, grown.tiles)
  await db.updateTable('ledger.head').set({ size: BigInt(grown.size), root: grown.root, note, at: deed.now }).execute()
  const hour = new Date(Math.floor(deed.now.getTime() / 3_600_000) * 3_600_000)
  await db.insertInto('ledger.checkpoint').values({ hour, size: BigInt(grown.size), note })
    .onConflict((row) => row.column('hour').doUpdateSet({ size: BigInt(grown.size), note })).execute()
  return waiting.length
}

async function place(deed: Deed, waiting: readonly { id: string; kind: string }[], size: bigint, tiles: readonly Tile[]): Promise<void> {
  const db = ledger(deed.tx)
  const ids = waiting.map(({ id }) => id)
  // The bounds let the planner leave out old partitions and use the index of waiting entries.
  await sql`
    update ledger.entry set leaf_index = placed.leaf_index
    from (select id, ${size}::bigint + place - 1 as leaf_index from unnest(${ids}::uuid[]) with ordinality as placed (id, place)) placed
    where entry.id = placed.id and entry.leaf_index is null and entry.id between ${ids[0]}::uuid and ${ids.at(-1)}::uuid
  `.execute(db)
  await sql`
    insert into ledger.tile (level, index, hashes)
    select * from unnest(${tiles.map(({ level }) => level)}::smallint[], ${tiles.map(({ index }) => index)}::bigint[], ${tiles.map(({ hashes }) => hashes)}::bytea[])
    on conflict (level, index) do update set hashes = excluded.hashes
  `.execute(db)
  await sql`
    insert into ledger.tally (kind, leaves)
    select kind, count(*) from unnest(${waiting.map(({ kind }) => kind)}::text[]) as leaf (kind) group by kind
    on conflict (kind) do update set leaves = tally.leaves + excluded.leaves
  `.execute(db)
}

/** A stored tile may reach further than the size asked for; the tree of that size sees its first hashes only. */
const cutTo = (tile: Tile, size: number): Tile => ({ ...tile, hashes: tile.hashes.subarray(0, (Math.floor(size / 256 ** tile.level) % 256) * 32) })
