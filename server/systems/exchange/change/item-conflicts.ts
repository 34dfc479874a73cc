import { sql } from 'kysely'
import { pairsOf } from '#base/chinese-pairs'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { findUnits, requireUnit } from '#primitives/party'
import { isUnder } from '#primitives/place'
import { exchange } from '../tables.ts'
import type { ChangeRow } from './require-change.ts'

/** A field that another source department holds under the same name. `ruling`: null = the authority has not ruled yet; '' = different things; otherwise its source department. */
export type ItemConflict = Readonly<{ name: string; holders: readonly Readonly<{ unitId: string; code: string; resource: string; library: boolean }>[]; ruling: string | null; reason: string | null }>
const HOLDERS = 5

/** One item has one source: fields that a change brings anew and that another department, of the same part of the city or above it, holds already. Keys join, and are nobody's. 一数一源 */
export async function itemConflicts(deed: Deed, { content, resource_code, unit_id }: Pick<ChangeRow, 'content' | 'resource_code' | 'unit_id'>): Promise<ItemConflict[]> {
  if (content === null) return []
  const before = await exchange(deed.tx).selectFrom('exchange.resource').select('fields').where('code', '=', resource_code).executeTakeFirst()
  const names = content.fields.filter((one) => !one.key && !before?.fields.some(({ name }) => name === one.name)).map(({ name }) => name)
  if (names.length === 0) return []
  const { rows } = await sql<{ name: string; unit_id: string; code: string; resource: string; library: string | null }>`
    select asked.name, held.unit_id, held.code, held.resource, held.library from unnest(${names}::text[], ${names.map((name) => pairsOf(name).join(' '))}::text[]) asked (name, pairs)
    cross join lateral (
      select r.unit_id, r.code, r.name as resource, r.library from exchange.resource r
      where r.withdrawn_at is null and r.unit_id <> ${unit_id} and r.tokens @> string_to_array(asked.pairs, ' ')
        and exists (select from jsonb_array_elements(r.fields) f where f ->> 'name' = asked.name and not (f ->> 'key')::boolean)
      order by r.library is null, r.code limit 200) held`.execute(exchange(deed.tx))
  const own = await requireUnit(deed, unit_id)
  const units = await findUnits(deed, rows.map((row) => row.unit_id))
  const above = rows.filter((row) => isUnder(own.divisionPath, units.get(row.unit_id)?.divisionPath ?? '-'))
  const rulings = new Map((await exchange(deed.tx).selectFrom('exchange.item_ruling').selectAll().where('name', 'in', names).execute()).map((one) => [one.name, one]))
  return [...new Set(above.map(({ name }) => name))].map((name) => {
    const ruled = rulings.get(name)
    return {
      name, ruling: ruled ? (ruled.unit_id ?? '') : null, reason: ruled?.reason ?? null,
      holders: above.filter((row) => row.name === name).slice(0, HOLDERS).map((row) => ({ unitId: row.unit_id, code: row.code, resource: row.resource, library: row.library !== null })),
    }
  })
}

/** Nothing comes into force whose source is in dispute, or is another department. */
export async function requireOneSource(deed: Deed, change: ChangeRow): Promise<void> {
  const conflicts = await itemConflicts(deed, change)
  const unruled = conflicts.filter(({ ruling }) => ruling === null)
  if (unruled.length > 0) throw conflict('exchange.item_unruled', { items: unruled.map(({ name }) => name).join('、') })
  const others = conflicts.filter(({ ruling }) => ruling !== '' && ruling !== change.unit_id)
  if (others.length > 0) throw conflict('exchange.item_of_another', { items: others.map(({ name }) => name).join('、') })
}
