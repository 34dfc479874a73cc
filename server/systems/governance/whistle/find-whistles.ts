import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { departmentScope, scopeFor, within } from '#primitives/access'
import { findMatter, findMatters, matterTrace, mayDo, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { divisionLine, requireDivision } from '#primitives/place'
import { catalogue } from '../catalogue/items.ts'
import type { WhistleDetail, WhistleFilter, WhistleRow } from '../contract.ts'
import { governance } from '../tables.ts'
import { requireWhistle } from './whistle-reach.ts'
import { whistlePermissionOf } from './whistle-steps.ts'

const READ = 'governance.whistle.read'
/** The newest so many are listed; older ones are found by the figures. */
const LISTED = 1000

/** Whistles of the actor's place, or those to which the actor's unit was called. 哨列表 */
export async function findWhistles(deed: Deed, { view = 'all', division, open, limit, after }: WhistleFilter): Promise<{ items: WhistleRow[]; next: string | null }> {
  const under = division ? (await requireDivision(deed, division)).path : undefined
  const scopes = scopeFor(deed, READ, under)
  const units = view === 'unit' && deed.actor.departmentId ? [deed.actor.departmentId] : departmentScope(deed, READ)
  // whistles are few among a city's matters, so the own small table says which
  const ids = (await governance(deed.tx).selectFrom('governance.whistle').select('id').where(within(sql.ref('division_path'), scopes))
    .$if(units !== null, (query) => query.where(sql<boolean>`unit_ids && ${units ?? []}::text[]`)).orderBy('id', 'desc').limit(LISTED).execute()).map(({ id }) => id)
  const page = await findMatters(deed, {
    ids, ...(units ? { units } : {}), ...(open === undefined ? {} : { open }), ...(view === 'overdue' ? { overdue: true } : {}), ...(view === 'desk' || view === 'unit' ? { open: true } : {}),
  }, { limit, after, sort: view === 'all' ? 'newest' : 'due' })
  return { items: await whistleRows(deed, page.items), next: page.next }
}

async function whistleRows(deed: Deed, matters: readonly ListedMatter[]): Promise<WhistleRow[]> {
  if (matters.length === 0) return []
  const found = new Map((await governance(deed.tx).selectFrom('governance.whistle').selectAll().where('id', 'in', matters.map(({ id }) => id)).execute()).map((row) => [row.id, row]))
  const units = await findUnits(deed, [...found.values()].flatMap((row) => row.unit_ids))
  const { byCode } = await catalogue(deed)
  return Promise.all(matters.map(async (matter) => {
    const row = found.get(matter.id)!
    return {
      id: matter.id, number: matter.number, title: row.title, item: byCode.get(row.item_code)?.name ?? row.item_code, division: (await divisionLine(deed, row.division_path)).map(({ name }) => name).join(' '),
      state: matter.state, stateName: matter.stateName, version: matter.version, urgent: matter.urgent, units: row.unit_ids.map((unitId) => ({ unitId, name: units.get(unitId)?.shortName ?? unitId })),
      openedAt: matter.openedAt.toISOString(), dueAt: matter.dueAt?.toISOString() ?? null, stateDueAt: matter.stateDueAt?.toISOString() ?? null, closedAt: matter.closedAt?.toISOString() ?? null, score: matter.score, again: row.repeated_by !== null,
    }
  }))
}

/** One whistle: what is asked, who was called, every step, the scores, and what the reader may do now. 哨详情 */
export async function showWhistle(deed: Deed, id: string): Promise<WhistleDetail> {
  const whistle = await requireWhistle(deed, READ, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const scores = await governance(deed.tx).selectFrom('governance.whistle_score').selectAll().where('whistle_id', '=', id).execute()
  const units = await findUnits(deed, scores.map((one) => one.unit_id))
  const steps = (await mayDo(deed, id)).filter(({ action }) => may(deed.actor, whistlePermissionOf(action)))
  return {
    whistle: (await whistleRows(deed, items))[0]!, words: whistle.words, incidentId: whistle.incident_id, againNumber: whistle.repeated_by ? ((await findMatter(deed, whistle.repeated_by))?.number ?? null) : null,
    may: steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })), trace: await matterTrace(deed, id, 'staff'),
    scores: whistle.unit_ids.flatMap((unitId) => scores.filter((one) => one.unit_id === unitId).map((one) => ({ unitId, name: units.get(unitId)?.shortName ?? unitId, score: one.score, note: one.note }))),
  }
}
