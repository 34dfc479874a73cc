import { randomBytes } from 'node:crypto'
import type { Deed } from '#base/deed'
import { demoMode } from '#base/demo'
import { invalid } from '#base/errors'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import { notice } from './tables.ts'

/** Lets a unit's own system be told by signed POSTs; answers the signing secret once. Setting it again gives a new secret. 设置对接地址 */
export async function setEndpoint(deed: Deed, unitId: string, url: string): Promise<{ secret: string }> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol) || new URL(url).username !== '') throw invalid('notice.bad_address')
  if (!demoMode() && new URL(url).protocol !== 'https:') throw invalid('notice.needs_https')
  const secret = randomBytes(32).toString('base64url')
  const row = { url, secret: keys().seal('notice.endpoint', secret), at: deed.now }
  await notice(deed.tx).insertInto('notice.endpoint').values({ owner: `unit:${unitId}`, ...row }).onConflict((old) => old.column('owner').doUpdateSet(row)).execute()
  await appendLeaf(deed, { kind: 'notice.endpoint_set', subjects: [unitId], payload: { unit: unitId, host: new URL(url).host } })
  return { secret }
}

/** Ends it; what is still on its way there is refused. 取消对接地址 */
export async function removeEndpoint(deed: Deed, unitId: string): Promise<void> {
  await notice(deed.tx).deleteFrom('notice.endpoint').where('owner', '=', `unit:${unitId}`).execute()
  await appendLeaf(deed, { kind: 'notice.endpoint_removed', subjects: [unitId], payload: { unit: unitId } })
}

/** Where a unit's system is told, without its secret; null when it has none. 对接地址 */
export async function endpointOf(deed: Deed, unitId: string): Promise<{ url: string; at: Date } | null> {
  return (await notice(deed.tx).selectFrom('notice.endpoint').select(['url', 'at']).where('owner', '=', `unit:${unitId}`).executeTakeFirst()) ?? null
}
