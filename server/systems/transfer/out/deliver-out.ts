import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import { SourceStopped } from '#base/source-stopped'
import { deliverChunk, deliveryGrant, finishDelivery, showReceipt, startDelivery, type DeliveryGrant } from '#systems/exchange'
import type { Connector, SourceAddress, Target, TextRow } from '../source-port.ts'
import { holdRun, type Job, type Run } from '../run/claim-run.ts'
import { columnOf } from '../run/drift-of.ts'
import type { Going } from '../run/execute-run.ts'
import { transfer } from '../tables.ts'
import { compareTarget } from './compare-target.ts'
import { discardHalf } from './discard-half.ts'
import { cellText, keyDigests, rowContents } from './put-row.ts'
import { rememberTold, settleTold } from './told-keys.ts'

export type Putting = Readonly<{ grant: DeliveryGrant; columns: readonly string[]; keys: readonly string[] }>

/** Before each try to have the receipt, while the ledger places its leaf; so often, and then it is an outage. */
const PATIENCE = 250
const TRIES = 120
const notPlaced = new Set(['ledger.entry_not_placed_yet', 'ledger.no_checkpoint_yet'])

/** What a grant gives into a table of the unit that has it, a file of its own, or a receiver: chunk by chunk, the grant looked at anew before each, with manifest, leaf and receipt as of any whole copy. Suspended, the next chunk is refused and the run says so. 授权交付到目标库 */
export async function deliverOut(going: Going, connector: Connector, address: SourceAddress): Promise<void> {
  const { work, run: held, job } = going
  const grant = await work.perform(async (deed) => { await holdRun(deed, held); return deliveryGrant(deed, job.grant_id!) }, job.unit_id).catch((error: unknown) => discardHalf(connector, address, error))
  if (grant.keys.length === 0) throw new SourceStopped('transfer.target.key_not_granted')
  if (!connector.openTarget) throw new SourceStopped('transfer.source.kind_not_here', { kind: job.kind })
  const target = await connector.openTarget(address)
  const { whole } = target
  try {
    const columns = await target.columns()
    const columnFor = (field: string): string => (job.kind === 'folder' ? (job.mapping[field] ?? grant.fields.find((one) => one.field === field)!.name) : columnOf(job.mapping, field)) // people read a file
    const putting: Putting = { grant, columns: grant.fields.map(({ field }) => columnFor(field)), keys: grant.keys.map(columnFor) }
    const lacking = columns === null ? undefined : putting.columns.find((column) => !columns.some(({ name }) => name === column))
    if (lacking !== undefined) throw new SourceStopped('transfer.target.no_column', { column: lacking })
    const run = await work.perform(async (deed) => {
      const begun = await begin(deed, held, job)
      await whole?.begin({ id: begun.delivery_id!, total: Number(begun.estimate), columns: grant.fields.map(({ field, type }) => ({ field, type, name: columnFor(field) })) }) // what it refuses was not begun
      return begun
    }, job.unit_id)
    const sent = await putAll(going, run, target, putting)
    if (sent === 'paused') return
    await work.perform((deed) => finishDelivery(deed, run.delivery_id!), job.unit_id)
    if (whole && 'acknowledged' in whole) await settleTold(going, target, whole, putting, sent)
    else await compareTarget(going, { connector, address, target }, putting, sent, whole && 'show' in whole ? await receiptOf(going, run.delivery_id!) : null)
  } catch (error) {
    // the rows changed under a chunk that was given already: a new delivery from the beginning, in a while
    if (error instanceof Refusal && error.code === 'exchange.chunk_changed') {
      await work.perform(async (deed) => { await holdRun(deed, held); await clear(deed, held.id) })
      throw new Error('the rows changed under the delivery', { cause: error })
    }
    throw error
  } finally {
    if (whole && 'discard' in whole) await whole.discard().catch(() => {}) // what was shown stays
    await target.close().catch(() => {})
  }
}

/** The receipt that lies beside a file: the leaf must stand in the tree first, which is a matter of a second. */
async function receiptOf({ work, job, signal }: Going, deliveryId: string): Promise<object> {
  for (let tries = 1; ; tries += 1) {
    const receipt = await work.perform((deed) => showReceipt(deed, deliveryId), job.unit_id).catch((error: unknown) => { if (error instanceof Refusal && notPlaced.has(error.code)) return null; throw error })
    if (receipt !== null) return receipt
    if (tries === TRIES) throw new Error('the ledger has not placed the leaf of the delivery')
    await wait(PATIENCE, undefined, { signal })
  }
}

async function begin(deed: Deed, held: Run, job: Job): Promise<Run> {
  const run = await holdRun(deed, held)
  const id = run.delivery_id ?? randomUUIDv7()
  const { total } = await startDelivery(deed, job.grant_id!, id)
  return transfer(deed.tx).updateTable('transfer.run').set({ whole: true, delivery_id: id, estimate: BigInt(total) }).where('id', '=', run.id).returningAll().executeTakeFirstOrThrow()
}

async function clear(deed: Deed, id: string): Promise<void> {
  await transfer(deed.tx).deleteFrom('transfer.chunk').where('run_id', '=', id).execute()
  await transfer(deed.tx).updateTable('transfer.run').set({ delivery_id: null, chunks: 0, rows: 0n, bytes: 0n, good: 0n, changed: 0n, content: '0' }).where('id', '=', id).execute()
}

/** What this run gave: how many rows, the sum of what they say, and the digests of their keys. */
export type Put = { rows: number; content: bigint; keys: Set<string> }

/** A chunk for a table; for a file or a receiver it is as large as for whoever fetches it. */
const TABLE_ROWS = 5000

type Taken = Awaited<ReturnType<typeof deliverChunk>>

async function putAll(going: Going, run: Run, target: Target, putting: Putting): Promise<Put | 'paused'> {
  const { work, run: held, job, signal } = going
  const put: Put = { rows: 0, content: 0n, keys: new Set() }
  const take = (number: number): Promise<Taken> => {
    const taken = work.perform(async (deed) => { const chunk = await deliverChunk(deed, run.delivery_id!, number, target.whole ? {} : { most: TABLE_ROWS }); await holdRun(deed, held); return chunk }, job.unit_id)
    taken.catch(() => {}) // told when its turn comes
    return taken
  }
  let taken: Promise<Taken> | null = null
  try {
    for (let number = 1; ; number += 1) {
      signal.throwIfAborted()
      // what was taken while the one before was written is written only under a grant that is still in force
      const ahead = taken !== null
      const paused = await work.perform(async (deed) => { const { pause } = await holdRun(deed, held); if (!pause && ahead) await deliveryGrant(deed, job.grant_id!); return pause }, job.unit_id)
      if (paused) {
        await taken?.catch(() => {}) // it would find the run no more its own
        await work.perform(async (deed) => { await holdRun(deed, held); await transfer(deed.tx).updateTable('transfer.run').set({ state: 'paused', pause: false, holder: null, lease_until: null }).where('id', '=', run.id).execute() })
        return 'paused'
      }
      const chunk: Taken = await (taken ?? take(number))
      taken = chunk.last || target.whole ? null : take(number + 1)
      await putChunk(going, run, target, putting, put, chunk)
      if (chunk.last) return { ...put, content: BigInt.asUintN(64, put.content) }
    }
  } finally {
    await taken?.catch(() => {}) // nothing goes on behind a run that has ended
  }
}

async function putChunk({ work, run: held, job }: Going, run: Run, target: Target, { grant, columns, keys }: Putting, put: Put, { number, text }: Taken): Promise<void> {
  const rows: TextRow[] = text.split('\n').filter((line) => line !== '').map((line) => { const row = JSON.parse(line) as Record<string, unknown>; return grant.fields.map(({ field }) => cellText(row[field])) })
  if (rows.length === 0) return
  const again = number <= run.chunks // chunks of before are given again, the same bytes and not counted; a table has them already
  const written = !again || target.whole ? target.write(columns, keys, rows, { number, again }) : Promise.resolve()
  written.catch(() => {}) // told below
  const digestsOf = keyDigests(grant)
  const contentOf = rowContents(grant)
  const digests = rows.map(digestsOf) // while the target writes
  put.rows += rows.length
  for (const [at, row] of rows.entries()) { put.content += contentOf(row); put.keys.add(digests[at]!.toString('hex')) }
  await written
  if (again) return
  await work.perform(async (deed) => {
    await saveChunk(deed, held, { number, rows: rows.length, bytes: Buffer.byteLength(text) })
    if (!target.whole) await sql`insert into transfer.put_key (job_id, digest) select ${job.id}::uuid, digest from unnest(${digests}::bytea[]) digest on conflict do nothing`.execute(transfer(deed.tx))
    else if ('acknowledged' in target.whole) await rememberTold(deed, job, grant, rows)
  }, job.unit_id)
}

async function saveChunk(deed: Deed, held: Run, { number, rows, bytes }: { number: number; rows: number; bytes: number }): Promise<void> {
  const run = await holdRun(deed, held)
  await transfer(deed.tx).insertInto('transfer.chunk').values({ run_id: run.id, number, rows, bytes: BigInt(bytes), good: rows, rejected: 0, position: null, at: deed.now }).execute()
  await transfer(deed.tx).updateTable('transfer.run').set({ chunks: number, rows: run.rows + BigInt(rows), bytes: run.bytes + BigInt(bytes), good: run.good + BigInt(rows), changed: run.changed + BigInt(rows), moved_at: deed.now, tries: 0 }).where('id', '=', run.id).execute()
}
