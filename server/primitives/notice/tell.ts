import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { hint } from '#primitives/event'
import { wordsOf } from './notices-here.ts'
import type { Facts } from './ports.ts'
import { notice, type Channel } from './tables.ts'

/** A person, whoever holds a post, everyone of a unit; or somebody of whom only a number or an address is known. */
export type Recipient = Readonly<{ party: string }> | Readonly<{ post: string }> | Readonly<{ unit: string }> | Readonly<{ phone: string }> | Readonly<{ email: string }>
export type Telling = Readonly<{
  to: Recipient
  /** Key of the text, such as governance.notice.returned; its facts name no person. */
  template: string
  facts?: Facts
  link?: string
  urgent?: boolean
  /** Beside the inbox: sms to a person, webhook to a unit that has a system of its own. */
  also?: readonly Channel[]
}>

/** Tells somebody something: an inbox row and what goes out are written with the deed, and go after its commit. 通知 */
export async function tell(deed: Deed, telling: Telling): Promise<void> {
  const { to, template, facts = {}, link = null, urgent = false, also = [] } = telling
  const text = wordsOf(template, facts)
  if ('phone' in to) return await goOut(deed, template, { channel: 'sms', sealed: { text, address: to.phone } })
  if ('email' in to) return await goOut(deed, template, { channel: 'email', sealed: { text, address: to.email } })

  const recipient = recipientOf(to)
  await notice(deed.tx).insertInto('notice.notice')
    .values({ id: randomUUIDv7(), recipient, template, facts: JSON.stringify(facts), link, urgent, at: deed.now }).execute()
  hint(deed, 'notice.told') // whose inbox it is stays between the two
  if ('party' in to && also.includes('sms')) await goOut(deed, template, { channel: 'sms', partyId: to.party, sealed: { text } })
  if ('unit' in to && also.includes('webhook')) {
    const endpoint = await notice(deed.tx).selectFrom('notice.endpoint').select('owner').where('owner', '=', recipient).executeTakeFirst()
    if (endpoint) await goOut(deed, template, { channel: 'webhook', endpoint: recipient, sealed: { text: JSON.stringify({ template, text, facts, link, at: deed.now.toISOString() }) } })
  }
}

/** Many persons at once, inbox only, in one statement. 批量通知 */
export async function tellAll(deed: Deed, tellings: readonly Readonly<{ party: string; template: string; facts: Facts; link: string | null }>[]): Promise<void> {
  if (tellings.length === 0) return
  for (const { template, facts } of tellings) wordsOf(template, facts)
  await notice(deed.tx).insertInto('notice.notice').values(tellings.map(({ party, template, facts, link }) => ({
    id: randomUUIDv7(), recipient: recipientOf({ party }), template, facts: JSON.stringify(facts), link, urgent: false, at: deed.now,
  }))).execute()
  hint(deed, 'notice.told')
}

export const recipientOf = (to: Exclude<Recipient, { phone: string } | { email: string }>): string =>
  'party' in to ? `party:${to.party}` : 'post' in to ? `post:${to.post}` : `unit:${to.unit}`

/** What lies sealed in an outgoing row. */
export type Contents = Readonly<{ text: string; address?: string }>

export async function goOut(deed: Deed, template: string, out: { channel: Channel; partyId?: string; endpoint?: string; sealed: Contents }): Promise<void> {
  await notice(deed.tx).insertInto('notice.outgoing').values({
    id: randomUUIDv7(), channel: out.channel, party_id: out.partyId ?? null, endpoint: out.endpoint ?? null, template,
    sealed: keys().seal('notice.outgoing', JSON.stringify(out.sealed)), state: 'waiting', next_at: deed.now, at: deed.now,
  }).execute()
}
