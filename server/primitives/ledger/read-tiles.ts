import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { Tile } from './grow-tree.ts'
import { ledger } from './tables.ts'
import { nodesIn, tilesOf, type TileKey } from './tile.ts'
import { hashOf, type Range } from './tree.ts'

export async function readTiles(deed: Deed, keys: readonly TileKey[]): Promise<Tile[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ level: number; index: bigint; hashes: Buffer }>`
    select tile.level, tile.index, tile.hashes from ledger.tile
    join unnest(${keys.map(({ level }) => level)}::smallint[], ${keys.map(({ index }) => index)}::bigint[]) as wanted (level, index) using (level, index)
  `.execute(ledger(deed.tx))
  return rows.map(({ level, index, hashes }) => ({ level, index: Number(index), hashes }))
}

/** The hashes of these ranges of leaves, read out of no more tiles than needed. */
export async function readHashes(deed: Deed, ranges: readonly Range[]): Promise<Buffer[]> {
  const read = nodesIn(await readTiles(deed, tilesOf(ranges)))
  return ranges.map((range) => hashOf(range, read))
}
