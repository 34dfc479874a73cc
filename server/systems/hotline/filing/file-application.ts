import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { tell } from '#primitives/notice'
import { isMobile } from '#primitives/access'
import type { Application, BeganApplication, DisputeField, DraftSaved, PrefillDraft, SaveDraft, SubmittedApplication } from '#contracts/application'
import { beginOnCall, disputeOnCall, openOnCall, prefillOnCall, saveOnCall, showOnCall, submitOnCall } from '#systems/application'
import { itemNames } from '#systems/service-item'
import type { BeginOnCall, BroughtPapers, OpenedOnCall } from '../contract.ts'
import { hotline } from '../tables.ts'
import { requireFiled, requireFiling } from './find-filing.ts'

/** Begins an application for the caller, under the number that it will have on the phone and at a counter; what was begun on a call that was cut off goes on. 话务员代填 */
export async function beginFiling(deed: Deed, callId: string, wish: Static<typeof BeginOnCall>): Promise<BeganApplication> {
  const { personId, identity } = await requireFiling(deed, callId)
  const before = await hotline(deed.tx).selectFrom('hotline.filed').select('call_id').where('person_id', '=', personId).where('item_code', '=', wish.item).where('submitted_at', 'is', null).orderBy('began_at', 'desc').limit(5).execute()
  const began = await beginOnCall(deed, wish, { callId, personId, applicant: identity, earlier: before.map(({ call_id: id }) => id) })
  await hotline(deed.tx).insertInto('hotline.filed')
    .values({ application_id: began.id, call_id: callId, person_id: personId, number: began.number, item_code: wish.item, began_at: deed.now, prefill_yes: null, prefill_at: null, brings: null, told_at: null, submitted_at: null })
    .onConflict((old) => old.doNothing()).execute()
  return began
}

export const showFiling = async (deed: Deed, callId: string, id: string): Promise<Application> => showOnCall(deed, await requireFiled(deed, callId, id), id)
export const saveFiling = async (deed: Deed, callId: string, id: string, draft: SaveDraft): Promise<DraftSaved> => saveOnCall(deed, await requireFiled(deed, callId, id), id, draft)
export const disputeFiling = async (deed: Deed, callId: string, id: string, wish: DisputeField): Promise<DraftSaved> => disputeOnCall(deed, await requireFiled(deed, callId, id), id, wish)

/** The caller was asked whether the city may look up what it knows, and what they said is kept with the call. 来电人同意代填 */
export async function prefillFiling(deed: Deed, callId: string, id: string, wish: PrefillDraft): Promise<DraftSaved> {
  const saved = await prefillOnCall(deed, await requireFiled(deed, callId, id), id, wish)
  await hotline(deed.tx).updateTable('hotline.filed').set({ prefill_yes: wish.take, prefill_at: deed.now }).where('application_id', '=', id).execute()
  return saved
}

/** Handed in with the caller on the line, who hears the number; the receipt goes to the phone and lies in 我的事. 代提交 */
export async function submitFiling(deed: Deed, callId: string, id: string, draft: SaveDraft): Promise<SubmittedApplication> {
  const answer = await submitOnCall(deed, await requireFiled(deed, callId, id), id, draft)
  if (answer.faults.length === 0) await hotline(deed.tx).updateTable('hotline.filed').set({ submitted_at: deed.now }).where('application_id', '=', id).where('submitted_at', 'is', null).execute()
  return answer
}

/** Papers that only a counter can take: said once, all of them, and sent to the phone; the draft waits under its number for any counter. 一次告知要带的材料 */
export async function tellPapers(deed: Deed, callId: string, id: string, { version, values, papers }: Static<typeof BroughtPapers>): Promise<DraftSaved> {
  const filed = await requireFiled(deed, callId, id)
  const saved = await saveOnCall(deed, filed, id, { version, values })
  if (filed.told) return saved
  await hotline(deed.tx).updateTable('hotline.filed').set({ brings: papers, told_at: deed.now }).where('application_id', '=', id).execute()
  if (isMobile(filed.identity.phone)) await tell(deed, { to: { phone: filed.identity.phone }, template: 'hotline.notice.bring', facts: { number: filed.number, item: (await itemNames(deed, [filed.itemCode])).get(filed.itemCode) ?? '', papers: papers.join('、') } })
  return saved
}

/** Reads to the caller what the city holds, because they ask: one leaf a look. 念给来电人听 */
export const openFiling = async (deed: Deed, callId: string, id: string): Promise<Static<typeof OpenedOnCall>> => ({ values: await openOnCall(deed, await requireFiled(deed, callId, id), id) })
