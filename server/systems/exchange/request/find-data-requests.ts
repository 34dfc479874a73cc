import { may, type Deed } from '#base/deed'
import { findMatters, matterTrace, mayDo, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { DataRequest, DataRequests, RequestFilter, RequestRow } from '../contract.ts'
import { masksOf } from '../mask/masks-of.ts'
import { exchange } from '../tables.ts'
import { conditionsOf } from './grant-request.ts'
import { ordered, requestPermissionOf } from './request-steps.ts'
import { requireRequest } from './require-request.ts'

/** What one's unit asked for, what it must answer, or all of them for the authority; what is due first on top. 申请列表 */
export async function findDataRequests(deed: Deed, { view = 'mine', resource, open, limit, after }: RequestFilter): Promise<DataRequests> {
  const unit = deed.actor.departmentId
  const all = may(deed.actor, 'exchange.request.read_all')
  let rows = exchange(deed.tx).selectFrom('exchange.request').select('id')
  if (view === 'mine') rows = rows.where('unit_id', '=', unit ?? '')
  else if (view === 'to_answer') rows = rows.where('source_id', '=', unit ?? '')
  else if (!all) rows = rows.where((is) => is.or([is('unit_id', '=', unit ?? ''), is('source_id', '=', unit ?? '')]))
  if (resource !== undefined) rows = rows.where('resource_code', '=', resource)
  const page = await findMatters(deed, { kinds: ['data_request'], among: rows, open }, { limit, after, sort: 'due' })
  return { items: await requestRows(deed, page.items), next: page.next }
}

async function requestRows(deed: Deed, matters: readonly ListedMatter[]): Promise<RequestRow[]> {
  if (matters.length === 0) return []
  const found = await exchange(deed.tx).selectFrom('exchange.request as r').innerJoin('exchange.resource as e', 'e.code', 'r.resource_code').selectAll('r').select(['e.name as resource_name', 'e.share'])
    .where('r.id', 'in', matters.map(({ id }) => id)).execute()
  const rows = new Map(found.map((row) => [row.id, row]))
  const units = await findUnits(deed, found.flatMap((row) => [row.unit_id, row.source_id]))
  const named = (id: string) => ({ id, name: units.get(id)?.name ?? id })
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    return {
      id: row.id, number: matter.number, state: matter.state, stateName: matter.stateName, version: matter.version, overdue: matter.overdue, resource: { code: row.resource_code, name: row.resource_name, share: row.share },
      unit: named(row.unit_id), source: named(row.source_id), purpose: row.purpose, fields: row.fields.length, mode: row.mode, untilOn: row.until_on, filedAt: row.filed_at.toISOString(), stateDueAt: matter.stateDueAt?.toISOString() ?? null,
    }
  })
}

/** One request: what is asked and why, which fields, every step, and what the reader may do now. 申请详情 */
export async function showDataRequest(deed: Deed, id: string): Promise<DataRequest> {
  const row = await requireRequest(deed, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const resource = await exchange(deed.tx).selectFrom('exchange.resource').select(['fields', 'share_condition', 'share_basis']).where('code', '=', row.resource_code).executeTakeFirstOrThrow()
  const fields = resource.fields.filter((one) => row.fields.includes(one.field))
  const steps = (await mayDo(deed, id)).filter(({ action }) => !ordered.includes(action) && may(deed.actor, requestPermissionOf(action)))
  return {
    request: (await requestRows(deed, items))[0]!, legalBasis: row.legal_basis, scenario: row.scenario, usingSystem: row.using_system, rowsADay: row.rows_a_day, condition: row.condition,
    fields, keys: resource.fields.filter(({ key }) => key).map(({ field, name }) => ({ field, name })), conditions: conditionsOf(resource.share_condition), shareBasis: resource.share_basis,
    may: steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })), trace: await matterTrace(deed, id, 'staff'),
    masks: await masksOf(deed, fields, row),
  }
}
