import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { keys as sealing } from '#base/keys'
import type { DeliveryGrant } from '#systems/exchange'
import type { Target, TextRow, WholeTarget } from '../source-port.ts'
import { holdRun, type Job } from '../run/claim-run.ts'
import type { Going } from '../run/execute-run.ts'
import { transfer } from '../tables.ts'
import type { Putting } from './deliver-out.ts'
import { endDelivery } from './end-delivery.ts'
import type { Put } from './put-chunks.ts'
import { digestOf, rowKeys } from './put-row.ts'

/** So many are looked at, and forgotten, at once. */
const PAGE = 5000
type Told = Readonly<{ digest: Buffer; sealed: Buffer }>

/** What a receiver was told stands here with its keys, sealed: it cannot be read back. 记下已告知的行 */
export async function rememberTold(deed: Deed, job: Job, grant: DeliveryGrant, rows: readonly TextRow[]): Promise<void> {
  const keyOf = rowKeys(grant)
  const places = grant.keys.map((key) => grant.fields.findIndex(({ field }) => field === key))
  await transfer(deed.tx).insertInto('transfer.told_key').values(rows.map((row) => ({ job_id: job.id, unit_id: job.unit_id, digest: digestOf(keyOf(row)), sealed: sealing().seal('transfer.told_key', JSON.stringify(places.map((place) => row[place] ?? null))) })))
    .onConflict((old) => old.doNothing()).execute()
}

/** Keys that an earlier delivery told and this one gave no more are told as removed; then the receiver says what it has, and that is compared. Here nobody looks but the receiver. 接收方回执比对 */
export async function settleTold(going: Going, target: Target, whole: Extract<WholeTarget, { acknowledged: unknown }>, { keys }: Putting, put: Put): Promise<void> {
  const { work, run: held, job, signal } = going
  const gone: Buffer[] = []
  for (let after: Buffer | undefined = Buffer.alloc(0); after;) {
    signal.throwIfAborted()
    const from: Buffer = after
    const page: Told[] = await work.perform(async (deed) => { await holdRun(deed, held); return transfer(deed.tx).selectFrom('transfer.told_key').select(['digest', 'sealed']).where('job_id', '=', job.id).where('digest', '>', from).orderBy('digest').limit(PAGE).execute() }, job.unit_id)
    const some = page.filter(({ digest }) => !put.keys.has(digest.toString('hex')))
    if (some.length > 0) await target.remove(keys, some.map(({ sealed }) => JSON.parse(sealing().open('transfer.told_key', sealed).toString()) as TextRow))
    gone.push(...some.map(({ digest }) => digest))
    after = page.at(-1)?.digest
  }
  const compared = await whole.acknowledged(put.rows)
  await endDelivery(going, { compared, removed: gone.length, readBack: false }, async (deed) => {
    for (let at = 0; at < gone.length; at += PAGE) await transfer(deed.tx).deleteFrom('transfer.told_key').where('job_id', '=', job.id).where(sql<boolean>`digest = any(${gone.slice(at, at + PAGE)}::bytea[])`).execute()
  })
}
