import type { Deed } from '#base/deed'
import type { SheetFault } from '#base/spreadsheet'
import { judgeChunk, openLanding, proposeGrades, removeRows, SAMPLE, writeChunk, type JudgedChunk } from '#systems/exchange'
import type { TextRow } from '../source-port.ts'
import { transfer } from '../tables.ts'
import { holdRun, LostRun, type Job, type Run } from './claim-run.ts'

/** One step of a source: rows, keys of removed ones, and from where it goes on. `count` is what it sent, before changes of one key were put together. */
export type Sent = Readonly<{ rows: readonly TextRow[]; removed: readonly Readonly<Record<string, string>>[]; count: number; faults: readonly SheetFault[]; bytes: number; position: string }>
/** So many cells that did not meet the contract are kept of a run; the others are counted. */
const KEPT = 10_000
const KEPT_AT_ONCE = 1000

/** Which chunk of the run it is, and the place of its first row. */
export type Next = Sent & Readonly<{ fields: readonly string[]; number: number; first: number }>
export type JudgedNext = Readonly<{ sent: Next; chunk: JudgedChunk }>
const landingOf = (deed: Deed, run: Run, job: Job, fields: readonly string[]) => openLanding(deed, { id: run.id, code: job.resource_code, version: run.version!, sent: fields, lastCounts: !run.whole, remember: !run.whole || run.before! > 0n })

/** Copies in and judges one chunk while the one before it is still being written: nothing is locked and nobody sees it. 预判下一批 */
export async function judgeNext(deed: Deed, run: Run, job: Job, sent: Next): Promise<JudgedNext> {
  const { rows, first, number, fields } = sent
  return { sent, chunk: await judgeChunk(deed, await landingOf(deed, run, job, fields), rows.map((cells, at) => ({ line: first + at, cells })), { mostFaults: KEPT_AT_ONCE, sample: number === 1 ? SAMPLE : 0 }) }
}

/** Lands the chunk that was judged in this transaction: rows, what was wrong with them, and the position. Nothing of it stands when somebody else has the run by now. 落地并记断点 */
export async function landNext(deed: Deed, held: Pick<Run, 'id' | 'fence'>, job: Job, { sent: { fields, number, removed, count, faults, bytes, position }, chunk }: JudgedNext): Promise<'landed' | 'paused'> {
  const run = await holdRun(deed, held)
  if (run.pause) {
    await transfer(deed.tx).updateTable('transfer.run').set({ state: 'paused', pause: false, holder: null, lease_until: null }).where('id', '=', run.id).execute()
    return 'paused'
  }
  if (run.chunks + 1 !== number) throw new LostRun()
  const landing = await landingOf(deed, run, job, fields) // its contract may have changed since it was judged
  const mostFaults = Math.max(0, Math.min(KEPT_AT_ONCE, KEPT - Number(run.rejected)))
  const landed = { ...chunk, changed: await writeChunk(deed, landing, chunk, number) }
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
