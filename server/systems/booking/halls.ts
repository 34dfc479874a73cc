import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireUnit } from '#primitives/party'
import { requireDivision } from '#primitives/place'
import type { Hours } from './rules.ts'
import { booking } from './tables.ts'

export type Counter = Readonly<{ code: string; name: string; windows: number; minutes: number; places: number; items: readonly string[] }>
export type Hall = Readonly<{
  code: string; name: string; division: string; unit: string; address?: string; phone?: string; hours: readonly Hours[]
  ahead_days: number; cancel_before_minutes: number; counters: readonly Counter[]; source: string
}>
/** `missed` times within `within_days` days: no booking online for `pause_days` days. */
export type NoShowRule = Readonly<{ missed: number; within_days: number; pause_days: number; remind_at: string; source: string }>
export type KeptHall = Readonly<{ hall: Hall; unitId: string; divisionPath: string }>

/** Takes halls and the rule on who does not come from the city's folder; a hall that left it is kept for its bookings. 载入大厅 */
export async function loadHalls(deed: Deed, content: unknown): Promise<void> {
  const { rule, halls } = content as { rule: NoShowRule; halls: readonly Hall[] }
  const setting = { content: JSON.stringify(rule) as never }
  await booking(deed.tx).insertInto('booking.setting').values({ only_one: true, ...setting }).onConflict((old) => old.column('only_one').doUpdateSet(setting)).execute()
  await booking(deed.tx).updateTable('booking.hall').set({ retired: true }).execute()
  for (const hall of halls) {
    await requireUnit(deed, hall.unit)
    const row = { unit_id: hall.unit, division_path: (await requireDivision(deed, hall.division)).path, content: JSON.stringify(hall) as never, retired: false }
    await booking(deed.tx).insertInto('booking.hall').values({ code: hall.code, ...row }).onConflict((old) => old.column('code').doUpdateSet(row)).execute()
  }
}

/** Halls that are open to bookings, in the order of their codes. */
export async function keptHalls(deed: Deed): Promise<KeptHall[]> {
  const rows = await booking(deed.tx).selectFrom('booking.hall').select(['content', 'unit_id', 'division_path']).where('retired', '=', false).orderBy('code').execute()
  return rows.map(({ content, unit_id, division_path }) => ({ hall: content, unitId: unit_id, divisionPath: division_path }))
}

/** The hall, a refusal where there is none; one that left the folder only where `retired` is asked for. */
export async function requireHall(deed: Deed, code: string, { retired = false } = {}): Promise<KeptHall> {
  const row = await booking(deed.tx).selectFrom('booking.hall').select(['content', 'unit_id', 'division_path', 'retired']).where('code', '=', code).executeTakeFirst()
  if (!row || (row.retired && !retired)) throw notFound('booking.hall_unknown')
  return { hall: row.content, unitId: row.unit_id, divisionPath: row.division_path }
}

/** Halls by code, those that left the folder too. */
export async function hallsOf(deed: Deed, codes: readonly string[]): Promise<Map<string, Hall>> {
  const rows = codes.length === 0 ? [] : await booking(deed.tx).selectFrom('booking.hall').select(['code', 'content']).where('code', 'in', codes).execute()
  return new Map(rows.map(({ code, content }) => [code, content]))
}

/** The kind of window that serves an item there. */
export function counterFor({ hall }: KeptHall, item: string): Counter {
  const counter = hall.counters.find(({ items }) => items.includes(item))
  if (!counter) throw notFound('booking.not_served_here')
  return counter
}

export async function noShowRule(deed: Deed): Promise<NoShowRule> {
  const row = await booking(deed.tx).selectFrom('booking.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs catalogues/halls.yaml')
  return row.content
}
