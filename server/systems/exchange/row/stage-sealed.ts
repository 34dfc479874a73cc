import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { binaryRows } from '#base/binary-copy'
import { copyInto } from '#base/database'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { divisionPaths } from '../page/division-paths.ts'
import { exchange } from '../tables.ts'
import type { Row } from './grant-in-force.ts'
import { keyed, type Landing } from './landing.ts'
import { sealedRows } from './row-digests.ts'
import type { Good } from './seal-chunk.ts'

/** An empty table for the sealed rows of a chunk: k0, k1 … are the indexes of their key fields. */
export async function makeSealed(deed: Deed, keyFields: number): Promise<void> {
  await sql.raw('drop table if exists pg_temp.sealed_row').execute(exchange(deed.tx))
  await sql.raw(`create temporary table sealed_row (id uuid, digest bytea, sealed bytea, content bigint, division_path text, ${Array.from({ length: keyFields }, (_, at) => `k${at} bytea`).join(', ')}) on commit drop`).execute(exchange(deed.tx))
}

/** Sealed some hundreds at a time, and brought beside the others of the chunk. 密封暂存 */
export async function stageSealed(deed: Deed, { resource }: Landing, some: readonly Good[]): Promise<void> {
  if (some.length === 0) return
  const paths = await divisionPaths(deed, resource.fields, resource.fields.some(({ division }) => division) ? some.map(({ text }) => JSON.parse(text.toString()) as Row) : [])
  const { keysOf } = sealedRows(resource.code, keyed(resource))
  const prefix = Buffer.from(randomUUIDv7().replaceAll('-', ''), 'hex').subarray(0, 12) // ids of one chunk follow one another: the last 32 bits count
  let place = 0
  await copyInto(deed.tx, 'copy pg_temp.sealed_row from stdin (format binary)', binaryRows(some, (piece) => {
    const sealed = keys().sealAll('exchange.row', piece.map(({ text }) => text))
    return piece.map((one, at) => {
      const path = paths[place]
      return [Buffer.concat([prefix, int4(place++)]), one.digest, sealed[at]!, one.content, path ? Buffer.from(path) : null, ...keysOf(one.keys)]
    })
  }))
}

/** What a chunk brought, by the place of each row in it, to be compared in the database; and the same under older keys where there are any. */
export async function stageBrought(deed: Deed, good: readonly Good[]): Promise<void> {
  for (const table of ['brought', 'brought_before']) {
    await sql.raw(`drop table if exists pg_temp.${table}`).execute(exchange(deed.tx))
    await sql.raw(`create temporary table ${table} (place integer, digest bytea, content bigint) on commit drop`).execute(exchange(deed.tx))
  }
  const places = good.map((one, place) => ({ place: int4(place), ...one }))
  await copyInto(deed.tx, 'copy pg_temp.brought from stdin (format binary)', binaryRows(places, (piece) => piece.map(({ place, digest, content }) => [place, digest, content])))
  const older = places.flatMap((one) => one.older.map((of) => ({ place: one.place, ...of })))
  if (older.length > 0) await copyInto(deed.tx, 'copy pg_temp.brought_before from stdin (format binary)', binaryRows(older, (piece) => piece.map(({ place, digest, content }) => [place, digest, content])))
}

function int4(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeInt32BE(value)
  return bytes
}
