import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { findUnits, personOfRecord } from '#primitives/party'
import type { LicenceLook } from './contract.ts'
import { licence, type LicenceTables } from './tables.ts'

const ONE_LOOK = 600_000
type Look = Readonly<{ licenceId: string; how: LicenceTables['licence.look']['how']; unitId: string | null; about: string; agentId?: string | null }>

/** Keeps who looked at a licence, for its holder; codes made anew within ten minutes are one look. 记用证 */
export async function keepLook(deed: Deed, { licenceId, how, unitId, about, agentId = null }: Look): Promise<void> {
  const last = await licence(deed.tx).selectFrom('licence.look').select(['id', 'how', 'unit_id', 'agent_id', 'about', 'last_at']).where('licence_id', '=', licenceId).orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (last?.how === how && last.unit_id === unitId && last.agent_id === agentId && last.about === about && deed.now.getTime() - last.last_at.getTime() < ONE_LOOK) {
    await licence(deed.tx).updateTable('licence.look').set((set) => ({ last_at: deed.now, times: set('times', '+', 1) })).where('id', '=', last.id).execute()
    return
  }
  await licence(deed.tx).insertInto('licence.look').values({ id: randomUUIDv7(), licence_id: licenceId, how, unit_id: unitId, agent_id: agentId, about, first_at: deed.now, last_at: deed.now, times: 1 }).execute()
}

/** Who looked, the latest first: where the holder showed it is for the holder alone, a unit is told of units. 用证记录 */
export async function looksAt(deed: Deed, licenceId: string, { ofUnits = false } = {}): Promise<LicenceLook[]> {
  const rows = await licence(deed.tx).selectFrom('licence.look').selectAll().where('licence_id', '=', licenceId).$if(ofUnits, (query) => query.where('how', '<>', 'shown')).orderBy('id', 'desc').limit(100).execute()
  const units = await findUnits(deed, rows.flatMap(({ unit_id: unit }) => unit ?? []))
  const agents = await namesOf(deed, rows.flatMap(({ agent_id: agent }) => agent ?? []))
  return rows.map(({ how, unit_id: unit, agent_id: agent, about, first_at: from, last_at: at, times }) => ({ how, unit: unit === null ? null : units.get(unit)?.name ?? unit, agent: agent === null ? null : (agents.get(agent) ?? ''), about, from: from.toISOString(), at: at.toISOString(), times }))
}

/** Masked; whoever the holder let act is known to the holder. */
async function namesOf(deed: Deed, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) names.set(id, (await personOfRecord(deed, id)).maskedName)
  return names
}
