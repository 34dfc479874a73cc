import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { record } from '#primitives/event'
import { cityToday } from '#primitives/place'
import { assuranceOfPerson } from '../proof/assurance-of.ts'
import { accountSettings } from '../account-settings.ts'
import { account, type AccountTables } from '../tables.ts'
import { needsGuardian } from './needs-guardian.ts'

/** For whom one may act, as the page that begins something shows it: the name is masked, a firm's is public. */
export type Principal = Readonly<{ id: string; name: string; kind: AccountTables['account.delegation']['kind']; untilOn: string }>
/** A firm's delegations are its representative's and its clerks'. */
export const isFirm = (kind: Principal['kind']): boolean => kind === 'firm_head' || kind === 'firm_clerk'
type Standing = Pick<AccountTables['account.delegation'], 'id' | 'items' | 'kind' | 'granted_by' | 'principal_id' | 'principal_name' | 'agent_id' | 'until_on'>

/** Whether who acts may do this item for somebody else: for oneself always; for another person or a firm under a delegation that covers the item, up to the end of its last day in the city. 能否代办 */
export const mayActFor = async (deed: Deed, subject: string, item: string | null): Promise<boolean> => subject === deed.actor.id || (await delegationFor(deed, subject, item)) !== null

/** The deed as one for somebody else (`deed.subject`), or a refusal. For reading, and for saving what is only a draft: no use of the delegation is written down. 代办查看 */
export async function asAgentOf(deed: Deed, subject: string, item: string | null): Promise<Deed> {
  if (subject === deed.actor.id) return deed
  if ((await delegationFor(deed, subject, item)) === null) throw forbidden('account.may_not_act')
  return { ...deed, subject }
}

/** The same for what counts; whoever gave the delegation sees what it was used for. `about`: the number of the application, booking or matter. 代办 */
export async function actFor(deed: Deed, subject: string, item: string | null, about: string): Promise<Deed> {
  if (subject === deed.actor.id) return deed
  const delegation = await delegationFor(deed, subject, item)
  if (delegation === null) throw forbidden('account.may_not_act')
  await account(deed.tx).insertInto('account.act').values({ id: randomUUIDv7(), delegation_id: delegation, item, about, at: deed.now }).execute()
  await record(deed, 'account.acted_for', delegation, { item, about })
  return { ...deed, subject }
}

/** For whom who acts may do this item, or with null everything: each once, the newest delegation first. 可以替谁办 */
export async function principalsFor(deed: Deed, item: string | null): Promise<Principal[]> {
  const found = await standing(deed, item, { agent: deed.actor.id })
  if (found.length === 0 || !(await levelHolds(deed, deed.actor.id))) return []
  const once = new Map(found.toReversed().map((one) => [one.principal_id, one]))
  return [...once.values()].toReversed().map(({ principal_id: id, principal_name: name, kind, until_on: untilOn }) => ({ id, name, kind, untilOn }))
}

/** Who may do this item for somebody now: they are told what that person is told. 代办人 */
export async function agentsFor(deed: Deed, subject: string, item: string | null): Promise<string[]> {
  const agents: string[] = []
  for (const id of new Set((await standing(deed, item, { subject })).map(({ agent_id: agent }) => agent))) if (await levelHolds(deed, id)) agents.push(id)
  return agents
}

/** The firms for which who acts may do something now, whatever it is; policies of other homes let the rows of these through for the rest of the transaction, and the code of those homes judges row by row. 可以代表的企业 */
export async function openFirms(deed: Deed): Promise<string[]> {
  if (deed.actor.kind !== 'person' && deed.actor.kind !== 'staff') return []
  const firms = (await current(deed, { agent: deed.actor.id }, ({ kind }) => isFirm(kind))).map(({ principal_id: id }) => id)
  if (firms.length === 0 || !(await levelHolds(deed, deed.actor.id))) return []
  await sql`set local haihe.firms = ${sql.lit(firms.join(','))}`.execute(account(deed.tx))
  return [...new Set(firms)]
}

/** Who represents a firm now: they are told what is done for it. 法定代表人 */
export const headsOfFirm = async (deed: Deed, firmId: string): Promise<string[]> => [...(await headsOf(deed, firmId, await cityToday(deed)))]

async function delegationFor(deed: Deed, subject: string, item: string | null): Promise<string | null> {
  if (deed.actor.kind !== 'person' && deed.actor.kind !== 'staff') return null
  const [found] = await standing(deed, item, { agent: deed.actor.id, subject })
  return found && (await levelHolds(deed, deed.actor.id)) ? found.id : null
}

const levelHolds = async (deed: Deed, agent: string): Promise<boolean> => (await assuranceOfPerson(deed, agent)) >= (await accountSettings(deed)).delegation.least_level

/** Delegations that cover an item now, the newest first. */
const standing = (deed: Deed, item: string | null, whose: Readonly<{ agent?: string; subject?: string }>): Promise<Standing[]> =>
  current(deed, whose, ({ items }) => items === null || (item !== null && items.includes(item)))

/** Of some delegations those that hold now, the newest first. */
async function current(deed: Deed, { agent, subject }: Readonly<{ agent?: string; subject?: string }>, wanted: (row: Standing) => boolean): Promise<Standing[]> {
  const today = await cityToday(deed)
  const rows = await account(deed.tx).selectFrom('account.delegation').select(['id', 'items', 'kind', 'granted_by', 'principal_id', 'principal_name', 'agent_id', 'until_on']).where('ended_at', 'is', null).where('until_on', '>=', today)
    .$if(agent !== undefined, (query) => query.where('agent_id', '=', agent!)).$if(subject !== undefined, (query) => query.where('principal_id', '=', subject!)).orderBy('id', 'desc').limit(200).execute()
  const held: Standing[] = []
  for (const row of rows) if (wanted(row) && (await stands(deed, row, today))) held.push(row)
  return held
}

/** A clerk acts while whoever chose them still represents the firm; a child's own word is nobody's consent. */
async function stands(deed: Deed, { kind, principal_id: principal, granted_by: by }: Standing, today: string): Promise<boolean> {
  if (kind === 'person') return !(await needsGuardian(deed, principal))
  return kind !== 'firm_clerk' || (by !== null && (await headsOf(deed, principal, today)).has(by))
}

/** Who represents a firm now. */
async function headsOf(deed: Deed, firmId: string, today: string): Promise<Set<string>> {
  const rows = await account(deed.tx).selectFrom('account.delegation').select('agent_id').where('kind', '=', 'firm_head').where('principal_id', '=', firmId).where('ended_at', 'is', null).where('until_on', '>=', today).execute()
  return new Set(rows.map((row) => row.agent_id))
}
