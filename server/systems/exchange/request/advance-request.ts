import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { exchange } from '../tables.ts'
import type { Body } from './request-steps.ts'
import { requireRequest } from './require-request.ts'

/** Steps that change what may be used are on the ledger. */
const owed = new Set(['suspend', 'lift', 'end', 'terminate', 'end_by_agreement'])

/** One step of a request that needs nothing of its own. 申请流转 */
export async function advanceRequest(deed: Deed, id: string, action: string, { workingDays, agreement, ...body }: Body): Promise<Matter> {
  const asked = await requireRequest(deed, id)
  if (action === 'end_by_agreement' && !(await isFiled(deed, id, agreement!))) throw conflict('exchange.agreement_not_filed', { number: agreement! })
  if (agreement !== undefined) body.note = `${agreement}：${body.note}`
  const matter = await advance(deed, id, action, { ...body, ...(workingDays ? { extension: { amount: workingDays, unit: 'working_days' as const } } : {}) })
  if (action === 'file_agreement') await exchange(deed.tx).insertInto('exchange.agreement').values({ request_id: id, number: agreement!, filed_at: deed.now }).onConflict((old) => old.doNothing()).execute()
  if (owed.has(action)) await appendLeaf(deed, { kind: `exchange.grant_${action}`, payload: { request: id, resource: asked.resource_code, unit: asked.unit_id, reason: body.reason ?? null, agreement: agreement ?? null } })
  return matter
}

/** Whether the authority took this agreement: a source does not end a grant without one. */
const isFiled = async (deed: Deed, id: string, number: string): Promise<boolean> =>
  (await exchange(deed.tx).selectFrom('exchange.agreement').select('number').where('request_id', '=', id).where('number', '=', number).executeTakeFirst()) !== undefined
