import { may, type Deed } from '#base/deed'
import { findMatters } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { AlarmFilter, UseAlarm, UseAlarms } from '../contract.ts'
import { exchange } from '../tables.ts'

/** Unusual use of the grants that one's unit holds or answers for, of all of them for the authority; what is not judged first, then the newest. 异常使用清单 */
export async function findAlarms(deed: Deed, { open, grant, limit = 50, after }: AlarmFilter): Promise<UseAlarms> {
  const unit = deed.actor.departmentId ?? ''
  let rows = exchange(deed.tx).selectFrom('exchange.use_alarm as a').innerJoin('exchange.request as q', 'q.id', 'a.grant_id').innerJoin('exchange.resource as r', 'r.code', 'q.resource_code')
    .selectAll('a').select(['r.code', 'r.name', 'q.unit_id', 'q.source_id', 'q.purpose']).orderBy('a.id', 'desc').limit(limit + 1)
  if (!may(deed.actor, 'exchange.request.read_all')) rows = rows.where((is) => is.or([is('q.unit_id', '=', unit), is('q.source_id', '=', unit)]))
  if (open !== undefined) rows = rows.where('a.judged_at', open ? 'is' : 'is not', null)
  if (grant !== undefined) rows = rows.where('a.grant_id', '=', grant)
  if (after !== undefined) rows = rows.where('a.id', '<', after)
  const found = await rows.execute()
  const page = found.slice(0, limit)
  const units = await findUnits(deed, page.flatMap((row) => [row.unit_id, row.source_id]))
  const { items } = page.length === 0 ? { items: [] } : await findMatters(deed, { ids: page.map((row) => row.grant_id) }, { limit: 200 })
  const matters = new Map(items.map((one) => [one.id, one]))
  const named = (id: string) => ({ id, name: units.get(id)?.name ?? id })
  return {
    items: page.map((row): UseAlarm => ({
      id: row.id, kind: row.kind, grant: { id: row.grant_id, number: matters.get(row.grant_id)?.number ?? '', stateName: matters.get(row.grant_id)?.stateName ?? '' }, resource: { code: row.code, name: row.name }, unit: named(row.unit_id), source: named(row.source_id),
      purpose: row.purpose, onDay: row.on_day, figure: row.figure, usual: row.usual, threshold: row.threshold, matter: row.matter, openedAt: row.opened_at.toISOString(), lastAt: row.last_at.toISOString(),
      judged: row.judged_at === null ? null : { as: row.judged_as!, reason: row.reason ?? '', standing: row.standing, at: row.judged_at.toISOString() },
    })),
    next: found.length > limit ? page.at(-1)!.id : null,
  }
}
