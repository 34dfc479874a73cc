import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, forbidden, notFound } from '#base/errors'
import { accountOf, checkCode, requireAccount } from '#primitives/access'
import { appendLeaf } from '#primitives/ledger'
import { advance, findMatters, openMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { asPerson, ownPerson } from '#primitives/party'
import { seeAtCounter } from '#systems/account'
import type { AskClosing, Closing, ClosingAsked, SeenPerson } from '../contract.ts'
import { dataSettings } from '../data-settings.ts'
import { myData } from '../tables.ts'
import { openThings } from './closing-hinders.ts'

type Whose = Readonly<{ person: string; account: string | null; post: string | null }>

/** Asks that one's account be closed, with the code sent to one's phone; it waits some days in which it can be taken back. 申请注销账户 */
export async function askClosing(deed: Deed, { id, code }: AskClosing): Promise<ClosingAsked> {
  const { accountId, partyId } = requireAccount(deed)
  if (deed.actor.kind !== 'person') throw forbidden('my_data.not_a_resident')
  const { phone } = await ownPerson(deed)
  if (phone === null) throw conflict('my_data.no_phone')
  if (!(await checkCode(deed, { phone, code }))) return { outcome: 'code_wrong', closing: null } // committed, so that tries count
  return { outcome: 'asked', closing: await openClosing(deed, id, { person: partyId, account: accountId, post: null }) }
}

/** The same before a post, for whoever has no phone: person and document are seen. 窗口申请注销 */
export async function askClosingAtCounter(deed: Deed, { id, ...seen }: SeenPerson & { id: string }): Promise<Closing> {
  const person = await seeAtCounter(deed, { ...seen, read: false })
  const own = await accountOf(deed, person)
  return asPerson(deed, person, (as) => openClosing(as, id, { person, account: own?.id ?? null, post: deed.actor.postId }))
}

/** Takes it back while it waits. 撤回注销 */
export async function takeBackClosing(deed: Deed, person: string): Promise<Closing> {
  const open = await openClosingOf(deed, person)
  if (open === null) throw notFound('my_data.closing_unknown')
  await advance(deed, open.id, 'take_back')
  await appendLeaf(deed, { kind: 'my_data.closing_taken_back', subjects: [person], payload: { closing: open.id } })
  return open
}

/** The closing of a person that waits; null where none does. 等待中的注销 */
export async function openClosingOf(deed: Deed, person: string): Promise<Closing | null> {
  const ids = (await myData(deed.tx).selectFrom('my_data.closing').select('id').where('person_id', '=', person).execute()).map(({ id }) => id)
  const [open] = ids.length === 0 ? [] : (await findMatters(deed, { ids, open: true }, { limit: 1 })).items
  if (!open) return null
  const { id, number, openedAt, stateDueAt } = open
  return { id, number, askedAt: openedAt.toISOString(), endsAt: stateDueAt!.toISOString() }
}

async function openClosing(deed: Deed, id: string, { person, account, post }: Whose): Promise<Closing> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`my_data.closing:${person}`}, 0))`.execute(myData(deed.tx)) // two taps are one closing
  const open = await openClosingOf(deed, person)
  if (open) return open
  const settings = await dataSettings(deed)
  const { stops } = await openThings(deed, settings)
  if (stops.length > 0) throw conflict('my_data.still_open', { count: stops.length, title: stops[0]!.title })
  const { number, openedAt, stateDueAt } = await openMatter(deed, { id, kind: 'account_closing', divisionPath: '', holder: { level: 'city', path: '' }, link: false, source: post === null ? 'online' : 'counter', limits: { wait: { amount: settings.closing.wait_days, unit: 'days' } } })
  await myData(deed.tx).insertInto('my_data.closing').values({ id, person_id: person, account_id: account, post_id: post, proof_id: null }).execute()
  await appendLeaf(deed, { kind: 'my_data.closing_asked', subjects: [person], payload: { closing: id, number, post } })
  const closing = { id, number, askedAt: openedAt.toISOString(), endsAt: stateDueAt!.toISOString() }
  await tell(deed, { to: { party: person }, template: 'my_data.notice.closing_asked', facts: { number, days: settings.closing.wait_days }, link: '/my-data/close', also: ['sms'] })
  return closing
}
