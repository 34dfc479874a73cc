import type { Deed } from '#base/deed'
import type { SheetFault } from '#base/spreadsheet'
import { landChunk, openLanding, proposeGrades, removeRows, SAMPLE } from '#systems/exchange'
import type { TextRow } from '../source-port.ts'
import { transfer } from '../tables.ts'
import { holdRun, type Job, type Run } from './claim-run.ts'

/** One step of a source: rows, keys of removed ones, and from where it goes on. `count` is what it sent, before changes of one key were put together. */
export type Sent = Readonly<{ rows: readonly TextRow[]; removed: readonly Readonly<Record<string, string>>[]; count: number; faults: readonly SheetFault[]; bytes: number; position: string }>
/** So many cells that did not meet the contract are kept of a run; the others are counted. */
const KEPT = 10_000
const KEPT_AT_ONCE = 1000

/** Lands one chunk: rows, what was wrong with them, and the position, in one transaction. Nothing of it stands when somebody else has the run by now. 落地并记断点 */
export async function landNext(deed: Deed, held: Pick<Run, 'id' | 'fence'>, job: Job, { rows, removed, count, faults, bytes, position, fields }: Sent & { fields: readonly string[] }): Promise<'landed' | 'paused'> {
  const run = await holdRun(deed, held)
  if (run.pause) {
    await transfer(deed.tx).updateTable('transfer.run').set({ state: 'paused', pause: false, holder: null, lease_until: null }).where('id', '=', run.id).execute()
    return 'paused'
  }
  const number = run.chunks + 1
  const landing = await openLanding(deed, { id: run.id, code: job.resource_code, version: run.version!, sent: fields, lastCounts: !run.whole, remember: !run.whole || run.before! > 0n })
  const first = Number(run.rows) + 1
  const mostFaults = Math.max(0, Math.min(KEPT_AT_ONCE, KEPT - Number(run.rejected)))
  const landed = await landChunk(deed, landing, rows.map((cells, at) => ({ line: first + at, cells })), { number, mostFaults, sample: number === 1 ? SAMPLE : 0 })
  const gone = await removeRows(deed, landing, removed, number)
  const rejected = landed.rejected + faults.length
  // what the source could not read is of no column: where the entry has personal data, any may be in it
  const unread = landing.resource.personal ? faults.map((one) => ({ ...one, value: '' })) : faults
  const told = [...unread, ...landed.faults].slice(0, mostFaults)
  if (told.length > 0) await transfer(deed.tx).insertInto('transfer.reject').values(told.map(({ line, column, code, value }) => ({ run_id: run.id, line: BigInt(line), column_name: column, code, value }))).onConflict((old) => old.doNothing()).execute()
  await transfer(deed.tx).insertInto('transfer.chunk').values({ run_id: run.id, number, rows: count, bytes: BigInt(bytes), good: landed.good, rejected, position, at: deed.now }).execute()
  await transfer(deed.tx).updateTable('transfer.run').set({
    chunks: number, rows: run.rows + BigInt(count + faults.length), bytes: run.bytes + BigInt(bytes), good: run.good + BigInt(landed.good), changed: run.changed + BigInt(landed.changed), removed: run.removed + BigInt(gone), rejected: run.rejected + BigInt(rejected),
    content: BigInt.asUintN(64, BigInt(run.content) + landed.content).toString(), position, moved_at: deed.now, tries: 0, ...(number === 1 ? { proposals: JSON.stringify(proposeGrades(landing.resource, landed.sample)) as never } : {}),
  }).where('id', '=', run.id).execute()
  if (!run.whole) await transfer(deed.tx).updateTable('transfer.job').set({ position }).where('id', '=', job.id).execute()
  return 'landed'
}
