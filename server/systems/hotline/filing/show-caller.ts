import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { maskNumber, maskPhone } from '#primitives/party'
import { assuranceOfPerson } from '#systems/account'
import { itemNames } from '#systems/service-item'
import { requireCall } from '../call/caller-of.ts'
import type { CallerOnLine } from '../contract.ts'
import { hotline } from '../tables.ts'
import { findFiling, requireFiling } from './find-filing.ts'

/** Who is on the line, as far as it is proven, and what was begun for them. 通话中的代填 */
export async function showCaller(deed: Deed, callId: string): Promise<Static<typeof CallerOnLine>> {
  await requireCall(deed, callId)
  if (!(await findFiling(deed, callId))) return { caller: null, applications: [] }
  const { personId, identity } = await requireFiling(deed, callId)
  const rows = await hotline(deed.tx).selectFrom('hotline.filed').selectAll().where('person_id', '=', personId).where((of) => of.or([of('call_id', '=', callId), of('submitted_at', 'is', null)])).orderBy('began_at', 'desc').limit(20).execute()
  const names = await itemNames(deed, rows.map(({ item_code: code }) => code))
  return {
    caller: { name: identity.name, number: maskNumber(identity.number), phone: maskPhone(identity.phone), level: await assuranceOfPerson(deed, personId) },
    applications: rows.map(({ application_id: id, number, item_code: code, brings, submitted_at: at }) => ({ id, number, item: names.get(code) ?? code, brings: brings ?? [], submittedAt: at?.toISOString() ?? null })),
  }
}
