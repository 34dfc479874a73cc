import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { advance, openMatter, requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { cityToday } from '#primitives/place'
import type { FiledRequest, FileRequest } from '../contract.ts'
import { exchange } from '../tables.ts'
import { grantTo } from './grant-request.ts'

/** A department asks another for fields of a resource, for a purpose, until a day; what is shared without conditions is granted at once. 提出共享申请 */
export async function fileRequest(deed: Deed, asked: FileRequest): Promise<FiledRequest> {
  const unitId = deed.actor.departmentId
  if (unitId === null) throw forbidden('exchange.no_unit')
  const resource = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', asked.resource).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!resource) throw notFound('exchange.resource_unknown')
  if (resource.unit_id === unitId) throw conflict('exchange.own_resource')
  if (resource.share === 'forbidden') throw conflict('exchange.resource_forbidden', { basis: resource.share_basis })
  if (!resource.modes.includes(asked.mode)) throw invalid('exchange.mode_not_given', { mode: asked.mode })
  if (asked.mode === 'page' && resource.personal && !resource.fields.some(({ division }) => division)) throw conflict('exchange.page_needs_division')
  for (const name of asked.fields) {
    const field = resource.fields.find((one) => one.field === name)
    if (!field) throw invalid('exchange.field_unknown', { field: name })
    if (field.mask === 'never') throw invalid('exchange.field_never', { field: field.name })
  }
  if (asked.untilOn <= (await cityToday(deed))) throw invalid('exchange.until_passed')
  const matter = await openMatter(deed, { id: asked.id, kind: 'data_request', divisionPath: '', holder: { level: 'city', path: '' }, item: resource.code, link: false, source: 'desk' })
  if (!matter.repeated) {
    await exchange(deed.tx).insertInto('exchange.request').values({
      id: asked.id, resource_code: resource.code, unit_id: unitId, source_id: resource.unit_id, purpose: asked.purpose, legal_basis: asked.legalBasis, scenario: asked.scenario, using_system: asked.usingSystem,
      fields: [...new Set(asked.fields)], mode: asked.mode, until_on: asked.untilOn, rows_a_day: asked.rowsADay, condition: null, filed_at: deed.now,
    }).execute()
    await record(deed, 'exchange.request_filed', asked.id, { resource: resource.code, unit: unitId })
    const platform = { ...deed, actor: jobActor('exchange.file_request') }
    const forwarded = await advance(platform, asked.id, 'forward', { assignTo: { unitId: resource.unit_id } })
    if (resource.share === 'unconditional') await grantTo(platform, asked.id, forwarded.version)
    else await tell(deed, { to: { unit: resource.unit_id }, template: 'exchange.request.arrived', facts: { number: matter.number, resource: resource.name }, link: `/desk/data-requests?id=${asked.id}` })
  }
  const { state } = await requireMatter(deed, asked.id)
  return { id: asked.id, number: matter.number, state }
}
