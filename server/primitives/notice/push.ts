import type { Deed } from '#base/deed'
import { endpointOf } from './set-endpoint.ts'
import { goOut } from './tell.ts'

/** What a unit's system is told: a word for what happened, with ids and numbers; it fetches the rest, where access is checked. */
export type Push = Readonly<{ type: string } & Record<string, string | number | null>>

/** Pushes to a unit's own system, if it has one; nobody's inbox. Goes out after commit, signed, at least once. 推送 */
export async function push(deed: Deed, unitId: string, body: Push): Promise<void> {
  if (!(await endpointOf(deed, unitId))) return
  await goOut(deed, body.type, { channel: 'webhook', endpoint: `unit:${unitId}`, sealed: { text: JSON.stringify({ ...body, at: deed.now.toISOString() }) } })
}
