import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { soleOn } from '#primitives/access'
import { findMatters, kindNames, ownMatters } from '#primitives/matter'
import { findUnits, ownPerson } from '#primitives/party'
import type { Holding, OwnList } from '#primitives/registry'
import { catalogue } from '#systems/governance'
import { numberDigests } from '../call/caller-of.ts'
import { hotline } from '../tables.ts'
import { matterKinds } from './kinds.ts'

/** What one asked the hotline for by the telephone that one has proven to hold; an accusation is in no list, whoever lifted the receiver. 我打过的热线 */
export const ownCalls: OwnList = {
  kind: 'own', id: 'hotline.own_calls', of: 'call',
  async page(deed, asked) {
    const orders = await ownOrders(deed)
    const found = await ownMatters(deed, [...orders.keys()], asked)
    if (found.length === 0) return []
    const [{ byCode }, kinds] = [await catalogue(deed), await kindNames(deed, matterKinds)]
    const bodies = await findUnits(deed, [...orders.values()])
    return found.map(({ matter, one }) => ({ ...one, who: one.open && matter.unitId === null ? (bodies.get(orders.get(one.id)!)?.shortName ?? null) : one.who, title: byCode.get(matter.item ?? '')?.name ?? kinds.get(matter.kind) ?? one.number ?? '', href: `/mine/${one.id}`, remedies: [] }))
  },
  holds: async (deed, id) => (await ownOrders(deed)).has(id),
}

/** What is kept of a person here: calls from the telephone that one has proven to hold, found by its number. 持有登记 */
export const heldCalls: Holding = {
  kind: 'holding', id: 'hotline.calls', columns: ['hotline.caller.digest'], fields: ['number', 'opened_at'], href: '/mine',
  async count(deed) {
    const matters = await called(deed)
    return { count: matters.length, since: matters.at(-1)?.openedAt ?? null }
  },
  rows: async (deed) => ({ rows: (await called(deed)).map(({ number, openedAt }) => ({ at: openedAt, fields: [{ name: 'number', is: 'text', value: number }, { name: 'opened_at', is: 'instant', value: openedAt.toISOString() }] })), next: null }),
}
async function called(deed: Deed) {
  const ids = [...(await ownOrders(deed)).keys()]
  return ids.length === 0 ? [] : (await findMatters(deed, { ids }, { limit: 200 })).items
}

/** Orders of calls from one's own number, since nobody else can have had it, with the body that took them. The wall opens for this number only, and only here. */
async function ownOrders(deed: Deed): Promise<Map<string, string>> {
  const { phone } = await ownPerson(deed)
  const since = phone === null ? null : await soleOn(deed, phone, deed.actor.id)
  if (phone === null || since === null) return new Map()
  const [db, digests] = [hotline(deed.tx), numberDigests(phone)]
  await sql`set local haihe.own_number = ${sql.lit(digests.map((digest) => `\\x${digest.toString('hex')}`).join(','))}`.execute(db)
  const calls = await db.selectFrom('hotline.caller').select('call_id').where('digest', 'in', digests).where('at', '>=', since).orderBy('call_id', 'desc').limit(1000).execute()
  await sql`set local haihe.own_number = ''`.execute(db)
  if (calls.length === 0) return new Map()
  const orders = await db.selectFrom('hotline.order').select(['id', 'department_id']).where('call_id', 'in', calls.map(({ call_id: id }) => id)).where('kind', '<>', 'accusation').orderBy('id', 'desc').limit(1000).execute()
  return new Map(orders.map((order) => [order.id, order.department_id]))
}
