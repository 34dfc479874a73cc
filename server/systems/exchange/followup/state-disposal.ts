import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { requirePlain } from '../correction/require-plain.ts'
import { exchange } from '../tables.ts'
import type { Way, Words } from './followup-steps.ts'
import { requireFollowup } from './require-followup.ts'

/** The source says how the data are to be disposed of: deleted, returned, or archived as both agreed. 提出处置要求 */
export async function askWay(deed: Deed, id: string, { way, note, version }: Words & { way: Way; note: string }): Promise<Matter> {
  const row = await requireFollowup(deed, id)
  if (row.source_id !== deed.actor.departmentId) throw forbidden('exchange.not_the_source')
  requirePlain(note)
  const matter = await advance(deed, id, 'ask_way', { note, ...(version ? { version } : {}) })
  await exchange(deed.tx).updateTable('exchange.followup').set({ way }).where('id', '=', id).execute()
  await tell(deed, { to: { unit: row.unit_id }, template: 'exchange.followup.asked_way', facts: { number: matter.number }, link: `/desk/followups?id=${id}` })
  return matter
}

/** The user says what became of the data, in the way that the source asks and in no other; it stands on the ledger. 用后处置说明 */
export async function stateDisposal(deed: Deed, id: string, { way, note, version }: Words & { way: Way; note: string }): Promise<Matter> {
  const row = await requireFollowup(deed, id)
  requirePlain(note)
  if (row.unit_id === deed.actor.departmentId && way !== row.way) throw conflict('exchange.disposal_other_way')
  const matter = await advance(deed, id, 'dispose', { note, ...(version ? { version } : {}) })
  await appendLeaf(deed, { kind: 'exchange.disposed', payload: { request: row.request_id, resource: row.resource_code, unit: row.unit_id, way, note } })
  await tell(deed, { to: { unit: row.source_id }, template: 'exchange.followup.disposed', facts: { number: matter.number }, link: `/desk/followups?id=${id}` })
  return matter
}
