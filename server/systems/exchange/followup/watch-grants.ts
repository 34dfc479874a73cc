import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { advance, findMatters } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { postsAt } from '#primitives/party'
import { exchange } from '../tables.ts'
import { openFollowup } from './open-followup.ts'

/** Granted, and nothing landed yet: the source's days to provide it begin. Named in the policy by which it sees that there are rows, and not what they say. 供数计时 */
async function beginProvision(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const found = await grantOf(deed, subjectId)
  if (!found || found.contribution !== null || found.drawn_from !== null) return // a system of this platform provides it itself, or the existing platform
  const landed = await exchange(deed.tx).selectFrom('exchange.row').select('id').where('resource_code', '=', found.resource_code).limit(1).executeTakeFirst()
  if (!landed) await openFollowup(deed, { kind: 'provision', to: found.source_id, resource_code: found.resource_code, unit_id: found.unit_id, source_id: found.source_id, request_id: subjectId, correction_id: null, way: null, words: null })
}

/** Rows landed: whoever waited for them is provided. */
async function endProvision(deed: Deed, { subjectId: code }: EventMessage): Promise<void> {
  for (const id of await openOf(deed, 'resource_code', code)) await advance(deed, id, 'provide')
}

/** A grant ended: nothing has to be provided under it any more, and what was got is to be disposed of. Who got nothing has nothing to dispose of. 用后处置 */
async function beginDisposal(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  for (const id of await openOf(deed, 'request_id', subjectId)) await advance(deed, id, 'lapse')
  const found = await grantOf(deed, subjectId)
  const used = await exchange(deed.tx).selectFrom('exchange.usage').select('grant_id').where('grant_id', '=', subjectId).limit(1).executeTakeFirst()
  if (found && used) await openFollowup(deed, { kind: 'disposal', to: found.unit_id, resource_code: found.resource_code, unit_id: found.unit_id, source_id: found.source_id, request_id: subjectId, correction_id: null, way: 'deleted', words: null })
}

const grantOf = (deed: Deed, id: string) => exchange(deed.tx).selectFrom('exchange.grant as g').innerJoin('exchange.request as r', 'r.id', 'g.id').innerJoin('exchange.resource as e', 'e.code', 'g.resource_code')
  .select(['g.resource_code', 'g.unit_id', 'r.source_id', 'e.contribution', 'e.drawn_from']).where('g.id', '=', id).executeTakeFirst()

/** Provisions that still wait. */
async function openOf(deed: Deed, column: 'resource_code' | 'request_id', value: string): Promise<string[]> {
  const ids = (await exchange(deed.tx).selectFrom('exchange.followup').select('id').where('kind', '=', 'provision').where(column, '=', value).execute()).map(({ id }) => id)
  return ids.length === 0 ? [] : (await findMatters(deed, { ids, states: ['providing'] }, { limit: 1000 })).items.map(({ id }) => id)
}

const AUTHORITY = 'data_authority'

/** What is nearly or already late is told to the unit that has it and to the authority. 超时提醒 */
async function tellLate(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const { items: [matter] } = await findMatters(deed, { ids: [subjectId] }, { limit: 1 })
  if (!matter) return
  const link = `/desk/${pages[matter.kind]}?id=${subjectId}`
  const told = { template: 'exchange.late', facts: { number: matter.number, what: String(detail.name) }, link }
  if (typeof detail.unit === 'string') await tell(deed, { ...told, to: { unit: detail.unit } })
  if (Array.isArray(detail.tell) && detail.tell.includes('superior')) for (const post of await postsAt(deed, '', AUTHORITY)) await tell(deed, { ...told, to: { post: post.id } })
}

const pages: Readonly<Record<string, string>> = { data_request: 'data-requests', data_correction: 'corrections', data_provision: 'followups', data_disposal: 'followups', data_dispute: 'followups', data_withholding: 'followups' }

export const grantListeners: readonly Listener[] = [
  { name: 'exchange.watch_grants', on: 'exchange.granted', perform: beginProvision },
  { name: 'exchange.end_provision', on: 'exchange.landed', perform: endProvision },
  { name: 'exchange.begin_disposal', on: 'matter.advanced', where: { kind: ['data_request'], to: ['ended'] }, perform: beginDisposal },
  { name: 'exchange.tell_late', on: 'matter.escalated', where: { kind: Object.keys(pages) }, perform: tellLate },
]
