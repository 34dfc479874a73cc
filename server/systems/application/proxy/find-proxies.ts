import type { Deed } from '#base/deed'
import { maskName, ownPerson } from '#primitives/party'
import { application } from '../tables.ts'

export type Proxy = Readonly<{ id: string; name: string }>

/** Who acts or acted for the person, by application. 代办人 */
export async function proxiesOf(deed: Deed, ids: readonly string[]): Promise<Map<string, Proxy[]>> {
  const rows = ids.length === 0 ? [] : await application(deed.tx).selectFrom('application.proxy').selectAll().where('application_id', 'in', [...ids]).orderBy('since').execute()
  const proxies = new Map<string, Proxy[]>()
  for (const { application_id: of, agent_id: id, agent_name: name } of rows) proxies.set(of, [...(proxies.get(of) ?? []), { id, name }])
  return proxies
}

/** From now on this one acts for the person, too: the wall lets them read it. */
export async function keepProxy(deed: Deed, id: string): Promise<void> {
  const row = { application_id: id, agent_id: deed.actor.id, agent_name: maskName((await ownPerson(deed)).name), since: deed.now }
  await application(deed.tx).insertInto('application.proxy').values(row).onConflict((old) => old.doNothing()).execute()
}
