import { instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { sql } from 'kysely'
import { departmentScope, scopeFor, within } from '#primitives/access'
import { findMatters, type Matter, type MatterFilter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { divisionLine, requireDivision, workingCalendar } from '#primitives/place'
import { catalogue } from '../catalogue/items.ts'
import type { IncidentFilter, IncidentRow } from '../contract.ts'
import { governance } from '../tables.ts'

/** One page of the incidents that the actor may see: their own unit's, their desk's, or all in their scope. 事件列表 */
export async function findIncidents(deed: Deed, filter: IncidentFilter): Promise<{ items: IncidentRow[]; next: string | null }> {
  const work = filter.view !== undefined && filter.view !== 'all'
  const { items, next } = await findMatters(deed, await askedIncidents(deed, filter), { limit: filter.limit, after: filter.after, sort: work ? 'due' : 'newest' })
  return { items: await incidentRows(deed, items), next }
}

/** What a list, its count and its export ask for: the same filter, judged once. Without a permission of their own the list's is asked. 事件筛选 */
export async function askedIncidents(deed: Deed, filter: IncidentFilter, permission = 'governance.incident.read'): Promise<MatterFilter> {
  const under = filter.division ? (await requireDivision(deed, filter.division)).path : undefined
  if (deed.actor.kind === 'person') return { ...matterFilter(deed, { ...filter, view: 'all' }, [''], (await workingCalendar(deed)).zone), under, ids: await ownIds(deed) }
  const scopes = scopeFor(deed, permission, under)
  const ids = await listedIds(deed, filter.view, scopes)
  const units = departmentScope(deed, permission) ?? undefined // a grant bound to a unit lists what that unit has
  return { ...matterFilter(deed, filter, scopes, (await workingCalendar(deed)).zone), ...(ids ? { ids } : {}), ...(units ? { units } : {}) }
}

/** What a resident reported or joined, the newest thousand. */
export const ownIds = async (deed: Deed): Promise<string[]> =>
  (await governance(deed.tx).selectFrom('governance.statement').select('incident_id').where('person_id', '=', deed.actor.id).orderBy('report_id', 'desc').limit(1000).execute()).map((row) => row.incident_id)

/** What stands in a list of this system and not in the matter: doubtful records, what was drawn to be looked at again; the newest thousand of each. */
async function listedIds(deed: Deed, view: IncidentFilter['view'], scopes: readonly string[]): Promise<string[] | null> {
  const db = governance(deed.tx), here = within(sql.ref('division_path'), scopes)
  if (view === 'quarantined') return (await db.selectFrom('governance.incident').select('id').where('quarantined', 'is not', null).where(here).orderBy('id', 'desc').limit(1000).execute()).map((row) => row.id)
  if (view === 'recheck') return (await db.selectFrom('governance.sample').select('incident_id').where('checked_at', 'is', null).where(here).orderBy('incident_id', 'desc').limit(1000).execute()).map((row) => row.incident_id)
  return null
}

const SOON = 4 * 3_600_000

function matterFilter(deed: Deed, filter: IncidentFilter, scopes: readonly string[], zone: string): MatterFilter {
  const { departmentId, postId, divisionPath } = deed.actor
  const common: MatterFilter = {
    kinds: ['incident'], scopes, states: filter.state ? [filter.state] : undefined, items: filter.item ? [filter.item] : undefined, number: filter.number, open: filter.open,
    unit: filter.unit, openedFrom: filter.from ? instantOf(filter.from, '00:00', zone) : undefined, openedBefore: filter.to ? instantOf(filter.to, '24:00', zone) : undefined,
  }
  switch (filter.view) {
    case 'mine': return { ...common, post: postId ?? undefined, open: true }
    case 'unit': return { ...common, unit: departmentId ?? undefined, open: true }
    case 'supporting': return { ...common, scopes: [''], supporting: departmentId ?? undefined }
    case 'desk': return { ...common, holder: divisionPath ?? '', open: true }
    case 'due_soon': return { ...common, dueBefore: new Date(deed.now.getTime() + SOON) }
    case 'overdue': return { ...common, overdue: true }
    default: return common
  }
}

/** What a list shows of each matter: names instead of codes, the place, how many reported it. */
export async function incidentRows(deed: Deed, matters: readonly Matter[]): Promise<IncidentRow[]> {
  if (matters.length === 0) return []
  const ids = matters.map((matter) => matter.id)
  const db = governance(deed.tx)
  const incidents = new Map((await db.selectFrom('governance.incident').selectAll().where('id', 'in', ids).execute()).map((row) => [row.id, row]))
  const counts = new Map((await db.selectFrom('governance.report').select(['incident_id', (of) => of.fn.countAll<bigint>().as('count')]).where('incident_id', 'in', ids).groupBy('incident_id').execute())
    .map((row) => [row.incident_id, Number(row.count)]))
  const units = await findUnits(deed, matters.flatMap((matter) => (matter.unitId ? [matter.unitId] : [])))
  const { byCode } = await catalogue(deed)
  return Promise.all(matters.map(async (matter) => {
    const incident = incidents.get(matter.id)
    const item = incident?.item_code ? byCode.get(incident.item_code) : undefined
    return {
      id: matter.id, number: matter.number, state: matter.state, version: matter.version, item: item ? { code: item.code, name: item.name } : null, divisionPath: matter.divisionPath,
      division: (await divisionLine(deed, matter.divisionPath)).map((one) => one.name).join(' '), urgent: matter.urgent, source: incident?.source ?? 'unit', unitId: matter.unitId,
      unitName: matter.unitId ? (units.get(matter.unitId)?.shortName ?? null) : null, openedAt: matter.openedAt.toISOString(), dueAt: matter.dueAt?.toISOString() ?? null,
      stateDueAt: matter.stateDueAt?.toISOString() ?? null, suspended: matter.suspended,
      point: incident && incident.longitude !== null && incident.latitude !== null ? { longitude: incident.longitude, latitude: incident.latitude } : null,
      quarantined: incident?.quarantined ?? null, reporters: counts.get(matter.id) ?? 0,
    }
  }))
}
