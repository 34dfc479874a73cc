import type { Static } from 'typebox'
import { may, type Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Input, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { requireUnit } from '#primitives/party'
import { cityToday } from '#primitives/place'
import type { MeetDemand, NameDemandSource, PromiseDemand } from '../contract.ts'
import type { Body } from '../request/request-steps.ts'
import { exchange, type ExchangeTables } from '../tables.ts'
import { demandPermissionsOf } from './demand-steps.ts'

type Demand = ExchangeTables['exchange.demand']
const link = (id: string): string => `/desk/lists?list=demands&id=${id}`

/** Demands are read by whoever reads the catalogue; what may be done is the kind's to say. */
export async function requireDemand(deed: Deed, id: string): Promise<Demand> {
  const row = await exchange(deed.tx).selectFrom('exchange.demand').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('exchange.demand_unknown')
  return row
}

/** Only one of several permissions is needed: the source's or the authority's. */
async function step(deed: Deed, id: string, action: string, input: Input): Promise<Matter> {
  if (!demandPermissionsOf(action).some((permission) => may(deed.actor, permission))) throw forbidden('exchange.demand_not_yours')
  return advance(deed, id, action, input)
}
const at = (version: number | undefined): Input => (version === undefined ? {} : { version })

/** The authority names the department that must answer. 确定需求的数源部门 */
export async function nameDemandSource(deed: Deed, id: string, { unit, note, version }: Static<typeof NameDemandSource>): Promise<Matter> {
  const demand = await requireDemand(deed, id)
  await requireUnit(deed, unit)
  if (unit === demand.unit_id) throw conflict('exchange.own_demand')
  const matter = await step(deed, id, 'name_source', { ...at(version), assignTo: { unitId: unit }, ...(note ? { note } : {}) })
  await exchange(deed.tx).updateTable('exchange.demand').set({ source_id: unit }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'exchange.demand_named', payload: { demand: id, unit: demand.unit_id, source: unit, name: demand.name } })
  await tell(deed, { to: { unit }, template: 'exchange.demand.named', facts: { number: matter.number, name: demand.name }, link: link(id) })
  return matter
}

/** The source will have it in the catalogue by a day. 承诺 */
export async function promiseDemand(deed: Deed, id: string, { untilOn, note, version }: Static<typeof PromiseDemand>): Promise<Matter> {
  const demand = await requireDemand(deed, id)
  if (untilOn <= (await cityToday(deed))) throw invalid('exchange.until_passed')
  const matter = await step(deed, id, 'promise', { ...at(version), note, until: new Date(`${untilOn}T10:00:00Z`) })
  await tell(deed, { to: { unit: demand.unit_id }, template: 'exchange.demand.promised', facts: { name: demand.name, day: untilOn }, link: link(id) })
  return matter
}

/** There is an entry that meets it: the asker goes on from there and asks to use it. 满足需求 */
export async function meetDemand(deed: Deed, id: string, { resource, note, version }: Static<typeof MeetDemand>): Promise<Matter> {
  const demand = await requireDemand(deed, id)
  const entry = await exchange(deed.tx).selectFrom('exchange.resource').select(['name', 'unit_id', 'share', 'share_basis']).where('code', '=', resource).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!entry) throw notFound('exchange.resource_unknown')
  if (entry.share === 'forbidden') throw conflict('exchange.resource_forbidden', { basis: entry.share_basis })
  const matter = await step(deed, id, 'meet', { ...at(version), note: note ?? entry.name })
  await exchange(deed.tx).updateTable('exchange.demand').set({ resource_code: resource, source_id: entry.unit_id }).where('id', '=', id).execute()
  await tell(deed, { to: { unit: demand.unit_id }, template: 'exchange.demand.met', facts: { name: demand.name, resource: entry.name }, link: `/desk/resources?code=${resource}` })
  return matter
}

/** It cannot be given, and why: the law, or that nobody has it. 不能提供 */
export async function declineDemand(deed: Deed, id: string, { reason, version }: { reason: string; version?: number }): Promise<Matter> {
  const demand = await requireDemand(deed, id)
  const matter = await step(deed, id, 'decline', { ...at(version), reason })
  await appendLeaf(deed, { kind: 'exchange.demand_declined', payload: { demand: id, unit: demand.unit_id, source: demand.source_id, name: demand.name, reason } })
  await tell(deed, { to: { unit: demand.unit_id }, template: 'exchange.demand.declined', facts: { name: demand.name, reason }, link: link(id) })
  return matter
}

/** One step of a demand that needs nothing of its own. 需求流转 */
export async function advanceDemand(deed: Deed, id: string, action: string, { version, note, reason }: Body): Promise<Matter> {
  await requireDemand(deed, id)
  const matter = await advance(deed, id, action, { ...at(version), ...(note ? { note } : {}), ...(reason ? { reason } : {}) })
  if (action === 'return') await exchange(deed.tx).updateTable('exchange.demand').set({ source_id: null }).where('id', '=', id).execute()
  return matter
}
