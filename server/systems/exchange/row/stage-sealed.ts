import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { binaryRows } from '#base/binary-copy'
import { copyInto } from '#base/database'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { divisionPaths } from '../page/division-paths.ts'
import { exchange } from '../tables.ts'
import type { GoodRows } from './good-rows.ts'
import type { Landing } from './landing.ts'

/** An empty table for the sealed rows of a chunk: k0, k1 … are the indexes of their key fields. */
export async function makeSealed(deed: Deed, keyFields: number): Promise<void> {
  await sql.raw('drop table if exists pg_temp.sealed_row').execute(exchange(deed.tx))
  await sql.raw(`create temporary table sealed_row (id uuid, digest bytea, sealed bytea, content bigint, division_path text, ${Array.from({ length: keyFields }, (_, at) => `k${at} bytea`).join(', ')}) on commit drop`).execute(exchange(deed.tx))
}

/** Sealed some hundreds at a time, and brought beside the others of the chunk. 密封暂存 */
export async function stageSealed(deed: Deed, { resource: { fields } }: Landing, rows: GoodRows, some: Uint32Array): Promise<void> {
  if (some.length === 0) return
  const paths = await divisionPaths(deed, fields, fields.some(({ division }) => division) ? [...some].map((place) => rows.values(place)) : [])
  const prefix = Buffer.from(randomUUIDv7().replaceAll('-', ''), 'hex').subarray(0, 12) // ids of one chunk follow one another: the last 32 bits count
  let count = 0
  await copyInto(deed.tx, 'copy pg_temp.sealed_row from stdin (format binary)', binaryRows(some, (piece) => {
    const sealed = keys().sealAll('exchange.row', Array.from(piece, (place) => rows.text(place)))
    return Array.from(piece, (place, at) => {
      const path = paths[count]
      return [Buffer.concat([prefix, int4(count++)]), rows.digest(place), sealed[at]!, rows.content(place), path ? Buffer.from(path) : null, ...rows.keysOf(place)]
    })
  }))
}

/** What a chunk brought, by the place of each row in it, to be compared in the database; and the same under older keys where there are any. */
export async function stageBrought(deed: Deed, rows: GoodRows, good: Uint32Array): Promise<void> {
  for (const [table, first, last] of [['brought', 0, 1], ['brought_before', 1, rows.live]] as const) {
    await sql.raw(`drop table if exists pg_temp.${table}`).execute(exchange(deed.tx))
    await sql.raw(`create temporary table ${table} (place integer, digest bytea, content bigint) on commit drop`).execute(exchange(deed.tx))
    for (let live: number = first; live < last; live += 1) await copyInto(deed.tx, `copy pg_temp.${table} from stdin (format binary)`, binaryRows(good, (piece) => Array.from(piece, (place) => [int4(place), rows.digest(place, live), rows.content(place, live)])))
  }
}

function int4(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeInt32BE(value)
  return bytes
}
