import type { Static } from 'typebox'
import { may, type Deed } from '#base/deed'
import { findMatters, matterTrace, mayDo, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { Demand, DemandFilter, DemandRow, Demands } from '../contract.ts'
import { findResources } from '../resource/find-resources.ts'
import { exchange } from '../tables.ts'
import { requireDemand } from './answer-demand.ts'
import { demandPermissionsOf } from './demand-steps.ts'

const NEAR = 5

/** The list of demands 需求清单: one's unit's own, those it must answer, or all; what is due first on top. */
export async function findDemands(deed: Deed, { view = 'all', open, limit, after }: Static<typeof DemandFilter>): Promise<Demands> {
  let rows = exchange(deed.tx).selectFrom('exchange.demand').select('id')
  if (view !== 'all') rows = rows.where(view === 'mine' ? 'unit_id' : 'source_id', '=', deed.actor.departmentId ?? '')
  const page = await findMatters(deed, { kinds: ['data_demand'], among: rows, open }, { limit, after, sort: 'due' })
  return { items: await demandRows(deed, page.items), next: page.next }
}

async function demandRows(deed: Deed, matters: readonly ListedMatter[]): Promise<DemandRow[]> {
  if (matters.length === 0) return []
  const found = await exchange(deed.tx).selectFrom('exchange.demand as d').leftJoin('exchange.resource as r', 'r.code', 'd.resource_code').selectAll('d').select('r.name as resource_name').where('d.id', 'in', matters.map(({ id }) => id)).execute()
  const rows = new Map(found.map((row) => [row.id, row]))
  const units = await findUnits(deed, found.flatMap((row) => [row.unit_id, ...(row.source_id === null ? [] : [row.source_id])]))
  const named = (id: string) => ({ id, name: units.get(id)?.name ?? id })
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    return {
      id: row.id, number: matter.number, state: matter.state, stateName: matter.stateName, version: matter.version, overdue: matter.overdue, name: row.name, unit: named(row.unit_id), source: row.source_id === null ? null : named(row.source_id),
      resource: row.resource_code === null ? null : { code: row.resource_code, name: row.resource_name ?? row.resource_code }, raisedAt: row.raised_at.toISOString(), dueAt: matter.final ? null : (matter.stateDueAt?.toISOString() ?? null),
    }
  })
}

/** One demand: what is needed and why, which entries are near to it, every step, and what the reader may do now. 需求详情 */
export async function showDemand(deed: Deed, id: string): Promise<Demand> {
  const row = await requireDemand(deed, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const steps = (await mayDo(deed, id)).filter(({ action }) => demandPermissionsOf(action).some((permission) => may(deed.actor, permission)))
  const near = await findResources(deed, { q: row.name.slice(0, 100), limit: NEAR })
  return {
    demand: (await demandRows(deed, items))[0]!, items: row.items, purpose: row.purpose, legalBasis: row.legal_basis, scenario: row.scenario,
    near: near.items.map(({ code, name, unitName, share }) => ({ code, name, unitName, share })), may: steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })), trace: await matterTrace(deed, id, 'staff'),
  }
}
