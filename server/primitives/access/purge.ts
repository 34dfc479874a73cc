import type { JobRun } from '#base/home'
import { firstUuidOf } from '#base/partitions'
import { settings } from './settings.ts'
import { access } from './tables.ts'

const day = 86_400_000

/** Removes what the city's data no longer keeps: log lines, ended sessions, old counters, codes, challenges and browsers. 到期清理 */
export async function purgeAccess(run: JobRun): Promise<void> {
  await run.perform(async (deed) => {
    const limits = await settings(deed)
    const before = new Date(deed.now.getTime() - limits.log_days * day)
    await access(deed.tx).deleteFrom('access.login_log').where('id', '<', firstUuidOf(before)).execute()
    await access(deed.tx).deleteFrom('access.session').where('expires_at', '<', before).execute()
    await access(deed.tx).deleteFrom('access.attempt').where('last_at', '<', new Date(deed.now.getTime() - limits.lockout.forget_hours * 3_600_000)).execute()
    await access(deed.tx).deleteFrom('access.challenge').where('expires_at', '<', deed.now).execute()
    await access(deed.tx).deleteFrom('access.code').where('sent_at', '<', new Date(deed.now.getTime() - 2 * day)).execute()
    await access(deed.tx).deleteFrom('access.known_device').where('last_used_at', '<', new Date(deed.now.getTime() - 400 * day)).execute()
  })
}
