import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { JobRun } from '#base/home'
import { notice } from './tables.ts'
import type { ParkedNotice } from './contract.ts'

const THIRTY_DAYS = 30 * 86_400_000

/** What was tried too often, for the desk: why, never what it said or to whom. 未送达通知 */
export async function findParked(deed: Deed, limit = 100): Promise<{ items: ParkedNotice[] }> {
  const rows = await notice(deed.tx).selectFrom('notice.outgoing').select(['id', 'channel', 'template', 'tries', 'at', 'reason']).where('state', '=', 'parked').orderBy('id').limit(limit).execute()
  return { items: rows.map((row) => ({ ...row, reason: row.reason ?? '', at: row.at.toISOString() })) }
}

/** Lets a parked one begin anew, such as after a gateway was mended. 重新发送 */
export async function retryParked(deed: Deed, id: string): Promise<{ id: string }> {
  const found = await notice(deed.tx).updateTable('notice.outgoing').set({ state: 'waiting', tries: 0, next_at: deed.now }).where('id', '=', id).where('state', '=', 'parked').returning('id').executeTakeFirst()
  if (!found) throw notFound('notice.not_found')
  return found
}

/** Erases the contents of what has been parked for thirty days: it will not be sent any more. 清理外发内容 */
export async function forgetParked(run: JobRun): Promise<void> {
  const before = new Date(run.now.getTime() - THIRTY_DAYS)
  await run.perform((deed) => sql`update notice.outgoing set sealed = null, state = 'refused', reason = 'given up' where state = 'parked' and at < ${before}`.execute(notice(deed.tx)))
}
