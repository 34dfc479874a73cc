import type { Deed } from '#base/deed'
import { accountOf, requireAccount, residentsOn } from '#primitives/access'
import { findUnits, maskName, maskNumber, maskPhone, ownPerson } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { resourceSources, showResource } from '#systems/exchange'
import { itemNames } from '#systems/service-item'
import type { Delegation, OwnAccount } from './contract.ts'
import { guardianRegistersOpen } from './delegation/claim-ward.ts'
import { firmsOpen } from './delegation/claim-firm.ts'
import { offered } from './provider/begin-login.ts'
import { assuranceOf } from './proof/assurance-of.ts'
import { registersOpen } from './proof/prove-by-register.ts'
import { accountSettings, type AccountSettings } from './account-settings.ts'
import { account, type AccountTables } from './tables.ts'

/** How well the city knows one, and who may act for whom, with what was done. 我的账号 */
export async function findOwnAccount(deed: Deed): Promise<OwnAccount> {
  const { partyId } = requireAccount(deed)
  const own = await ownPerson(deed)
  const settings = await accountSettings(deed)
  const rows = await account(deed.tx).selectFrom('account.delegation').selectAll().where((of) => of.or([of('principal_id', '=', partyId), of('granted_by', '=', partyId), of('agent_id', '=', partyId)])).orderBy('id', 'desc').limit(200).execute()
  const said = await delegationsSaid(deed, rows)
  const level = await assuranceOf(deed)
  const login = await accountOf(deed, partyId)
  const family = own.phone === null ? [] : (await residentsOn(deed, own.phone)).residents.filter(({ id }) => id !== login?.id)
  const elsewhere = await account(deed.tx).selectFrom('account.elsewhere').select('matter_id').where('person_id', '=', partyId).executeTakeFirst()
  return {
    level, name: shownName(own.name), phone: own.phone && maskPhone(own.phone), number: own.number && maskNumber(own.number), proofs: await proofsOf(deed, partyId),
    firmsOpen: level >= 2 && (await firmsOpen(deed, settings)), guardianRegisters: level >= 2 ? await guardiansSaid(deed, settings) : [],
    mergeable: elsewhere !== undefined && level < 2, sharesPhone: login?.shares ?? false, family: family.map(({ name }) => shownName(name) || name),
    registerOpen: level < 2 && (await registersOpen(deed, settings)).length > 0, leastLevel: settings.delegation.least_level, longestDays: settings.delegation.longest_days,
    providers: await providersSaid(deed, settings, partyId),
    given: said.filter((_, at) => rows[at]!.agent_id !== partyId), held: said.filter((_, at) => rows[at]!.agent_id === partyId),
  }
}

async function providersSaid(deed: Deed, settings: AccountSettings, personId: string): Promise<OwnAccount['providers']> {
  const tied = new Set((await account(deed.tx).selectFrom('account.provider_link').select('provider').where('person_id', '=', personId).where('untied_at', 'is', null).execute()).map(({ provider }) => provider))
  return offered(settings).map((one) => ({ ...one, tied: tied.has(one.code) }))
}

/** Who has no name yet is called by the phone, which says nothing here. */
const shownName = (name: string): string => (/^\d/.test(name) ? '' : maskName(name))

async function guardiansSaid(deed: Deed, settings: AccountSettings): Promise<OwnAccount['guardianRegisters']> {
  const open = await guardianRegistersOpen(deed, settings)
  const named = await resourceSources(deed, open.map(({ resource }) => resource))
  return Promise.all(open.map(async ({ resource, key }) => ({ resource, name: named.get(resource)?.name ?? resource, key: (await showResource(deed, resource)).fields.find(({ field }) => field === key)?.name ?? key })))
}

async function proofsOf(deed: Deed, personId: string): Promise<OwnAccount['proofs']> {
  const rows = await account(deed.tx).selectFrom('account.proof').selectAll().where('person_id', '=', personId).where('ended_at', 'is', null).orderBy('id', 'desc').limit(20).execute()
  const sources = await resourceSources(deed, rows.flatMap(({ resource }) => resource ?? []))
  const units = await findUnits(deed, [...rows.flatMap(({ unit_id: unit }) => unit ?? []), ...[...sources.values()].map(({ unitId }) => unitId)])
  const providers = new Map((await accountSettings(deed)).providers?.map(({ code, name }) => [code, name]))
  return rows.map((row) => ({ level: row.level as 2 | 3, source: row.source, by: row.provider !== null ? (providers.get(row.provider) ?? row.provider) : units.get(row.unit_id ?? sources.get(row.resource ?? '')?.unitId ?? '')?.name ?? null, provenAt: row.proven_at.toISOString() }))
}

async function delegationsSaid(deed: Deed, rows: readonly AccountTables['account.delegation'][]): Promise<Delegation[]> {
  if (rows.length === 0) return []
  const today = await cityToday(deed)
  const acts = await account(deed.tx).selectFrom('account.act').selectAll().where('delegation_id', 'in', rows.map(({ id }) => id)).orderBy('id', 'desc').limit(2000).execute()
  const names = await itemNames(deed, [...rows.flatMap(({ items }) => items ?? []), ...acts.flatMap(({ item }) => item ?? [])])
  return rows.map((row) => ({
    id: row.id, kind: row.kind, principal: { id: row.principal_id, name: row.principal_name }, agent: { id: row.agent_id, name: row.agent_name }, items: row.items?.map((code) => ({ code, name: names.get(code) ?? code })) ?? null,
    source: row.source, madeAt: row.made_at.toISOString(), untilOn: row.until_on, state: row.ended_at ? 'ended' as const : row.until_on < today ? 'over' as const : 'open' as const, endedAt: row.ended_at?.toISOString() ?? null,
    acts: acts.filter(({ delegation_id: id }) => id === row.id).slice(0, 20).map((act) => ({ at: act.at.toISOString(), item: act.item && (names.get(act.item) ?? act.item), about: act.about })),
  }))
}
