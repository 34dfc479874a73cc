import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { keys as sealing } from '#base/keys'
import { holdRun, type Job } from '../run/claim-run.ts'
import type { Going } from '../run/execute-run.ts'
import { transfer } from '../tables.ts'

/** What stands in a table because this job put it there: the keys of a chunk sealed as one, since a key may be a person's number. 记下已写入的行 */
export async function rememberPut(deed: Deed, job: Job, { delivery, number }: { delivery: string; number: number }, keys: readonly string[]): Promise<void> {
  await transfer(deed.tx).insertInto('transfer.put_chunk').values({ job_id: job.id, unit_id: job.unit_id, delivery_id: delivery, number, sealed: sealing().seal('transfer.put_chunk', keys.join('\n')) }).execute() // JSON has no end of a line in it
}

/** The keys that this delivery put, or those that earlier ones did, chunk by chunk. */
export async function* putKeys({ work, run, job }: Going, delivery: string, which: 'of it' | 'earlier'): AsyncGenerator<readonly string[]> {
  const chunks = await work.perform(async (deed) => {
    await holdRun(deed, run)
    return transfer(deed.tx).selectFrom('transfer.put_chunk').select(['delivery_id', 'number']).where('job_id', '=', job.id).where('delivery_id', which === 'of it' ? '=' : '<>', delivery).orderBy('delivery_id').orderBy('number').execute()
  }, job.unit_id)
  for (const { delivery_id: of, number } of chunks) {
    const found = await work.perform((deed) => transfer(deed.tx).selectFrom('transfer.put_chunk').select('sealed').where('job_id', '=', job.id).where('delivery_id', '=', of).where('number', '=', number).executeTakeFirst(), job.unit_id)
    if (found) yield sealing().open('transfer.put_chunk', found.sealed).toString().split('\n')
  }
}

/** Both sides were compared: what earlier deliveries put and this one did not was removed, or is gone. */
export async function forgetEarlier(deed: Deed, job: Job, delivery: string): Promise<void> {
  await sql`delete from transfer.put_chunk where job_id = ${job.id} and delivery_id <> ${delivery}`.execute(transfer(deed.tx))
}
