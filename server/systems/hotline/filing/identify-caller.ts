import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { proveOnCall } from '#systems/account'
import { numberOf, requireCall } from '../call/caller-of.ts'
import type { IdentifiedCaller, IdentifyCaller } from '../contract.ts'
import { hotline } from '../tables.ts'
import { findFiling, sealIdentity } from './find-filing.ts'

/** The caller says code, name and number: from now until the call ends the operator may file for them. 核验来电人 */
export async function identifyCaller(deed: Deed, callId: string, said: Static<typeof IdentifyCaller>): Promise<Static<typeof IdentifiedCaller>> {
  const call = await requireCall(deed, callId)
  const phone = await numberOf(deed, callId)
  if (phone === null) throw conflict('hotline.no_number')
  const proven = await proveOnCall(deed, { ...said, phone })
  if (proven.outcome !== 'matched') return { outcome: proven.outcome, left: proven.outcome === 'not_matched' ? proven.left : null }
  const row = { person_id: proven.personId, identity: sealIdentity({ name: said.name.trim(), number: said.number.trim().toUpperCase(), phone }), department_id: call.department_id, proven_at: deed.now }
  const before = await findFiling(deed, callId)
  if (before && before.person_id !== proven.personId) throw conflict('hotline.other_caller') // one call, one caller
  await hotline(deed.tx).insertInto('hotline.filing').values({ call_id: callId, ...row }).onConflict((old) => old.column('call_id').doUpdateSet(row)).execute()
  await appendLeaf({ ...deed, purpose: 'identify_on_call' }, { kind: 'hotline.caller_identified', subjects: [proven.personId], payload: { call: callId, unit: call.department_id, post: deed.actor.postId } })
  return { outcome: 'matched', left: null }
}
