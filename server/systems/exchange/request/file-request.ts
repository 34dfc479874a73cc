import type { Deed } from '#base/deed'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { advance, openMatter, requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import type { FiledRequest, FileRequest } from '../contract.ts'
import { exchange } from '../tables.ts'
import { scenarioNamed } from './scenario-named.ts'
import { grantTo } from './grant-request.ts'
import { requireAskable } from './require-askable.ts'

/** A department asks another for fields of a resource, for a purpose, until a day; what is shared without conditions is granted at once. 提出共享申请 */
export async function fileRequest(deed: Deed, asked: FileRequest): Promise<FiledRequest> {
  const { unitId, resource } = await requireAskable(deed, asked)
  const matter = await openMatter(deed, { id: asked.id, kind: 'data_request', divisionPath: '', holder: { level: 'city', path: '' }, item: resource.code, link: false, source: 'desk' })
  if (!matter.repeated) {
    const scenario = await scenarioNamed(deed, asked.scenario)
    await exchange(deed.tx).insertInto('exchange.request').values({
      id: asked.id, resource_code: resource.code, unit_id: unitId, source_id: resource.unit_id, purpose: asked.purpose, legal_basis: asked.legalBasis, scenario: scenario.name, scenario_id: scenario.id, using_system: asked.usingSystem,
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
