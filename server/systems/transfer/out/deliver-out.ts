import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import { SourceStopped } from '#base/source-stopped'
import { deliveryGrant, finishDelivery, showReceipt, startDelivery, type DeliveryGrant } from '#systems/exchange'
import type { Connector, SourceAddress } from '../source-port.ts'
import { holdRun, type Job, type Run } from '../run/claim-run.ts'
import { columnOf } from '../run/drift-of.ts'
import type { Going } from '../run/execute-run.ts'
import { transfer } from '../tables.ts'
import { compareTarget } from './compare-target.ts'
import { discardHalf } from './discard-half.ts'
import { putChunks } from './put-chunks.ts'
import { settleTold } from './told-keys.ts'

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
    const sent = await putChunks(going, run, target, putting)
    if (sent === 'paused') return
    await work.perform((deed) => finishDelivery(deed, run.delivery_id!), job.unit_id)
    if (whole && 'acknowledged' in whole) await settleTold(going, target, whole, putting, sent)
    else await compareTarget(going, { connector, address, target, delivery: run.delivery_id! }, putting, sent, whole && 'show' in whole ? await receiptOf(going, run.delivery_id!) : null)
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
