import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { keys } from '#base/keys'
import { maskName, maskPhone } from '#primitives/party'
import { hotline, type HotlineTables } from '../tables.ts'

export type Call = HotlineTables['hotline.call']

export const sealNumber = (number: string): Buffer => keys().seal('hotline.caller.number', number)
export const openNumber = (sealed: Buffer): string => keys().open('hotline.caller.number', sealed).toString('utf8')
export const sealName = (name: string): Buffer => keys().seal('hotline.caller.name', name)
export const openName = (sealed: Buffer): string => keys().open('hotline.caller.name', sealed).toString('utf8')
export const numberDigests = (number: string): Buffer[] => keys().blind('hotline.caller', number).map(({ digest }) => digest)

/** One's own call that is not wrapped up. 本人正在接的电话 */
export async function requireCall(deed: Deed, id: string): Promise<Call> {
  const call = await hotline(deed.tx).selectFrom('hotline.call').selectAll().where('id', '=', id).executeTakeFirst()
  if (!call || call.operator_id !== deed.actor.id) throw notFound('hotline.call_unknown')
  if (call.ended_at !== null) throw conflict('hotline.call_over')
  return call
}

const callerOf = (deed: Deed, callId: string) => hotline(deed.tx).selectFrom('hotline.caller').selectAll().where('call_id', '=', callId).executeTakeFirst()

/** Who called, as the hotline's own posts see it: 林*梅, 138****6021. 遮掩后的来电人 */
export async function maskedCaller(deed: Deed, callId: string): Promise<{ name: string | null; number: string | null } | null> {
  const row = await callerOf(deed, callId)
  return row ? { name: row.name && maskName(openName(row.name)), number: row.number && maskPhone(openNumber(row.number)) } : null
}

/** The masked name that a unit which is asked for help may read. */
export const nameShown = async (deed: Deed, callId: string): Promise<string | null> => (await maskedCaller(deed, callId))?.name ?? null

/** The open number, for telling the caller or for the exchange; it never leaves to anyone else. */
export async function numberOf(deed: Deed, callId: string): Promise<string | null> {
  const row = await callerOf(deed, callId)
  return row?.number ? openNumber(row.number) : null
}
