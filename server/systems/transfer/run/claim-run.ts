import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { transfer, type TransferTables } from '../tables.ts'

export type Run = TransferTables['transfer.run']
export type Job = TransferTables['transfer.job']
/** After this long without a word its holder is taken for dead. */
const LEASE = 60_000
export const RENEW = 15_000
export const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE)

/** Another process has this run now, or somebody ended it: what was under way is not committed. */
export class LostRun extends Error {}

/** Takes up a run that is due, or one whose holder is dead: whoever changes the row has it, and its number fences off who had it before. 领取运行 */
export async function claimRun(deed: Deed, holder: string): Promise<{ run: Run; job: Job } | null> {
  const { rows: [run] } = await sql<Run>`update transfer.run set state = 'running', holder = ${holder}, fence = fence + 1, lease_until = ${leaseFrom(deed.now)}, started_at = coalesce(started_at, ${deed.now}::timestamptz), reason = null, facts = null
    where id = (select id from transfer.run where next_at <= ${deed.now} and (state = 'waiting' or (state = 'running' and lease_until < ${deed.now})) order by next_at, id limit 1 for update skip locked) returning *`.execute(transfer(deed.tx))
  if (!run) return null
  return { run, job: await transfer(deed.tx).selectFrom('transfer.job').selectAll().where('id', '=', run.job_id).executeTakeFirstOrThrow() }
}

/** The run as it stands, locked and still ours, with its lease renewed; else nothing of this transaction may stand. */
export async function holdRun(deed: Deed, { id, fence }: Pick<Run, 'id' | 'fence'>): Promise<Run> {
  const held = await transfer(deed.tx).updateTable('transfer.run').set({ lease_until: leaseFrom(deed.now) }).where('id', '=', id).where('fence', '=', fence).where('state', '=', 'running').returningAll().executeTakeFirst()
  if (!held) throw new LostRun()
  return held
}
