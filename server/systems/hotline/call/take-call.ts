import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { isTimely } from '#primitives/matter'
import { maskPhone } from '#primitives/party'
import type { NameCaller, TakeCall, TakenCall } from '../contract.ts'
import { hotline } from '../tables.ts'
import { numberDigests, requireCall, sealName, sealNumber } from './caller-of.ts'

/** Takes a call: when it began, and from which number, sealed. Twice sent is once taken. 接听 */
export async function takeCall(deed: Deed, { id, number }: Static<typeof TakeCall>): Promise<TakenCall> {
  const { departmentId } = deed.actor
  if (departmentId === null) throw forbidden('hotline.no_unit')
  if (!isTimely(id)) throw invalid('matter.id_not_timely')
  const digests = number ? numberDigests(number) : []
  const made = await hotline(deed.tx).insertInto('hotline.call')
    .values({ id, operator_id: deed.actor.id, post_id: deed.actor.postId, department_id: departmentId, started_at: deed.now, ended_at: null, outcome: null, note: '' })
    .onConflict((of) => of.doNothing()).returning('id').executeTakeFirst()
  if (made) {
    await hotline(deed.tx).insertInto('hotline.caller')
      .values({ call_id: id, number: number ? sealNumber(number) : null, name: null, digest: digests[0] ?? null, department_id: departmentId, at: deed.now }).execute()
  }
  const call = await hotline(deed.tx).selectFrom('hotline.call').select(['operator_id', 'started_at']).where('id', '=', id).executeTakeFirstOrThrow()
  if (call.operator_id !== deed.actor.id) throw conflict('hotline.id_taken')
  return { id, startedAt: call.started_at.toISOString(), number: number ? maskPhone(number) : null, earlier: await earlierCalls(deed, id, digests) }
}

/** How often this number called within a year, for asking "is it about the same?". */
async function earlierCalls(deed: Deed, callId: string, digests: readonly Buffer[]): Promise<TakenCall['earlier']> {
  if (digests.length === 0) return { calls: 0, lastAt: null }
  const since = new Date(deed.now.getTime() - 365 * 86_400_000)
  const { calls, lastAt } = await hotline(deed.tx).selectFrom('hotline.caller').select((of) => [of.fn.countAll<bigint>().as('calls'), of.fn.max('at').as('lastAt')])
    .where('digest', 'in', [...digests]).where('call_id', '!=', callId).where('at', '>', since).executeTakeFirstOrThrow()
  return { calls: Number(calls), lastAt: (lastAt as Date | null)?.toISOString() ?? null }
}

/** Writes down how the caller is called, when they say so. 来电人称呼 */
export async function nameCaller(deed: Deed, callId: string, { name }: Static<typeof NameCaller>): Promise<{ id: string }> {
  await requireCall(deed, callId)
  await hotline(deed.tx).updateTable('hotline.caller').set({ name: sealName(name) }).where('call_id', '=', callId).execute()
  return { id: callId }
}
