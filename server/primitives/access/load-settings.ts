import type { Deed } from '#base/deed'
import { access } from './tables.ts'
import type { Settings } from './settings.ts'

async function put(deed: Deed, part: Partial<Settings>): Promise<void> {
  const row = await access(deed.tx).selectFrom('access.setting').select('content').where('id', '=', 'access').forUpdate().executeTakeFirst()
  const content = JSON.stringify({ ...row?.content, ...part })
  await access(deed.tx).insertInto('access.setting').values({ id: 'access', content, changed_at: deed.now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ content, changed_at: deed.now })).execute()
}

/** Loads access.yaml. 安全参数 */
export const loadLimits = (deed: Deed, content: unknown): Promise<void> => put(deed, content as Partial<Settings>)

/** Takes from city.yaml how long logs are kept. 日志留存 */
export const loadRetention = (deed: Deed, content: unknown): Promise<void> =>
  put(deed, { log_days: (content as { retention: { access_log_days: number } }).retention.access_log_days })
