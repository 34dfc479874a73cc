import type { Deed } from '#base/deed'
import { access } from './tables.ts'

/** Limits of sessions, lockout, codes and logs: the city's access.yaml and the retention of its city.yaml. 安全参数 */
export type Settings = Readonly<{
  session: Readonly<Record<'staff' | 'resident', Readonly<{ idle_minutes: number; absolute_hours: number }>>>
  lockout: Readonly<{ free_failures: number; first_wait_seconds: number; longest_wait_seconds: number; forget_hours: number; free_failures_unknown_sources: number }>
  code: Readonly<{ minutes: number; tries: number; again_after_seconds: number; a_day: number; persons: number }>
  /** `idle_days`: how long at least a number that was given up is given to nobody else. */
  phone: Readonly<{ idle_days: number; source: string }>
  password: Readonly<{ least_length: number }>
  api_key: Readonly<{ longest_days: number; a_minute: Readonly<Record<'low' | 'normal' | 'high', number>> }>
  log_days: number
}>

export async function settings(deed: Pick<Deed, 'tx'>): Promise<Settings> {
  const row = await access(deed.tx).selectFrom('access.setting').select('content').where('id', '=', 'access').executeTakeFirst()
  const content = row?.content
  if (!content?.session || !content.lockout || !content.code || !content.phone || !content.password || !content.api_key || !content.log_days)
    throw new Error('the limits of access are not loaded: the city needs access.yaml, and retention.access_log_days in city.yaml')
  return content as Settings
}
