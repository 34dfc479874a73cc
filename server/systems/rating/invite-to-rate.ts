import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { addDays, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { record } from '#primitives/event'
import { tell } from '#primitives/notice'
import { findUnits, postsHeldBy } from '#primitives/party'
import { cityOf, cityToday } from '#primitives/place'
import type { Channel, Source } from './contract.ts'
import { ratingSettings } from './rating-settings.ts'
import { rating } from './tables.ts'

/** What its home knows of a contact that is over: whom it was with, whose work it was, what about. Without a person there is a telephone, or a slip with a link. */
export type Contact = Readonly<{
  source: Source; contactId: string; personId: string | null; agentId?: string | null; phone?: string | null; unitId: string; divisionPath: string
  item: Readonly<{ code: string; name: string }>; channel: Channel
  /** A text message beside the inbox. */
  text?: boolean
  /** The token of the link that stands on a slip (`printedLink`). */
  printed?: string
}>

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Invites whoever had to do with a unit to rate it, once for each contact; who works there is not asked. 邀请评价 */
export async function inviteToRate(deed: Deed, contact: Contact): Promise<void> {
  const { personId, agentId = null, phone = null, unitId, item } = contact
  const mobile = personId === null && phone !== null && /^1\d{10}$/.test(phone) ? phone : null
  if (personId === null && mobile === null && contact.printed === undefined) return
  if (personId !== null && (await worksThere(deed, personId, unitId))) return
  const [today, { zone }, { open_days: days }] = [await cityToday(deed), await cityOf(deed), await ratingSettings(deed)]
  const [id, token] = [randomUUIDv7(), contact.printed ?? (mobile === null ? null : randomBytes(16).toString('base64url'))]
  const made = await rating(deed.tx).insertInto('rating.rating').values({
    id, source: contact.source, contact_id: contact.contactId, person_id: personId, agent_id: agentId === personId ? null : agentId, phone: mobile === null ? null : keys().seal('rating.phone', mobile), token_hash: token === null ? null : tokenHash(token),
    unit_id: unitId, division_path: contact.divisionPath, item_code: item.code, item_name: item.name, channel: contact.channel, contact_at: deed.now, open_until: instantOf(addDays(today, days + 1), '00:00', zone),
    level: null, reasons: [], words: null, rated_at: null, rated_by: null, withdrawn_at: null, set_aside_at: null, again_level: null, rater: null, printed: contact.printed !== undefined,
  }).onConflict((old) => old.doNothing()).executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return
  await rating(deed.tx).insertInto('rating.tally').values({ unit_id: unitId, source: contact.source, item_code: item.code, on_day: today, item_name: item.name, contacts: 1 })
    .onConflict((old) => old.columns(['unit_id', 'source', 'item_code', 'on_day']).doUpdateSet((to) => ({ contacts: to('rating.tally.contacts', '+', 1), item_name: item.name }))).execute()
  await record(deed, 'rating.rating.invited', id, { source: contact.source })
  const unit = (await findUnits(deed, [unitId])).get(unitId)?.name ?? unitId
  if (mobile !== null) return tell(deed, { to: { phone: mobile }, template: 'rating.notice.invited_by_link', facts: { unit, link: `/rate/link/${token!}` } })
  if (personId === null) return // whoever holds the slip
  const template = templates[contact.source]
  for (const party of new Set([personId, ...(agentId === null ? [] : [agentId])])) await tell(deed, { to: { party }, template, facts: { unit, item: item.name }, link: `/rate/${id}`, ...(contact.text ? { also: ['sms'] as const } : {}) })
}

const templates = { application: 'rating.notice.invited', visit: 'rating.notice.invited_visit', incident: 'rating.notice.invited_incident', call: 'rating.notice.invited' } as const

/** Nobody rates the unit that they work in. */
export const worksThere = async (deed: Deed, personId: string, unitId: string): Promise<boolean> => (await postsHeldBy(deed, personId)).some(({ departmentId }) => departmentId === unitId)
