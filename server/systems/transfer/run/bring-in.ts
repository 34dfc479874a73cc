import type { ChangeChunk, Chunk, Connector, Source, SourceAddress } from '../source-port.ts'
import { beginRun, checkColumns, type Contract } from './begin-run.ts'
import type { Run } from './claim-run.ts'
import { compareRun } from './compare-run.ts'
import { columnOf } from './drift-of.ts'
import type { Going } from './execute-run.ts'
import { gathered, together } from './gathered.ts'
import { judgeNext, landNext, type Sent } from './land-next.ts'

/** Rows of a source into its entry: a whole copy, or what changed since the last run; each chunk with its position in one transaction, and at the end both sides are compared. 汇聚入库 */
export async function bringIn(going: Going, connector: Connector, address: SourceAddress): Promise<void> {
  const { work, run: held, job, signal } = going
  const source = await connector.openSource(address)
  try {
    const columns = await source.columns()
    const contract = await work.perform((deed) => checkColumns(deed, held, job, columns), job.unit_id)
    if (contract === null) return
    const beginning = held.whole === null ? await beginningOf(source, job.position !== null && source.changes !== undefined) : null
    const run = await work.perform((deed) => beginRun(deed, held, job, contract, beginning), job.unit_id)
    const there = new Set(columns.map(({ name }) => name))
    const fields = contract.fields.filter(({ field }) => there.has(columnOf(job.mapping, field)))
    const names = fields.map(({ field }) => columnOf(job.mapping, field))
    const sent = fields.map(({ field }) => field)
    const parts = run.whole ? wholeOf(source, names, run, signal) : changesOf(source, names, contract, job.mapping, { since: job.position!, signal })
    if ((await landAll(going, source, run, sent, parts)) === 'paused') return
    signal.throwIfAborted()
    await work.perform((deed) => compareRun(deed, held, job), job.unit_id)
  } finally {
    await source.close().catch(() => {}) // a source that went away cannot be closed, and that is not what is wrong
  }
}

/** Chunk after chunk, each in a transaction of its own: while one is written the next is judged on another connection, and waits until the one before it is committed. 逐批落地 */
async function landAll({ work, run: held, job, signal }: Going, source: Source, run: Run, fields: readonly string[], parts: AsyncIterable<Sent>): Promise<'landed' | 'paused'> {
  let [number, rows, before] = [run.chunks, Number(run.rows), Promise.resolve<'landed' | 'paused'>('landed')]
  const land = async (part: Sent, place: { number: number; first: number }, turn: typeof before): Promise<'landed' | 'paused'> => {
    const landed = await work.perform(async (deed) => {
      const judged = await judgeNext(deed, run, job, { ...part, ...place, fields })
      return (await turn) === 'paused' ? 'paused' : landNext({ ...deed, now: work.instant() }, held, job, judged)
    }, job.unit_id)
    if (landed === 'landed' && !run.whole) await source.acknowledge?.(part.position)
    return landed
  }
  try {
    for await (const part of parts) {
      signal.throwIfAborted()
      const next = land(part, { number: number += 1, first: rows + 1 }, before)
      next.catch(() => {}) // told when it is awaited: at its turn
      rows += part.count + part.faults.length
      const turn = before
      before = next
      if ((await turn) === 'paused') return 'paused'
    }
    return await before
  } finally {
    await before.catch(() => {}) // the source fell silent: what it sent before lands
  }
}

/** The mark is taken before the first row: what changes meanwhile comes with the changes since then. */
const beginningOf = async (source: Source, changes: boolean): Promise<{ whole: boolean; mark: string | null; estimate: number | null }> =>
  (changes ? { whole: false, mark: null, estimate: null } : { whole: true, mark: await source.mark(), estimate: await source.estimate() })

async function* wholeOf(source: Source, names: readonly string[], run: Run, signal: AbortSignal): AsyncGenerator<Sent> {
  for await (const { rows, faults = [], bytes, position } of gathered(source.copy(names, run.position, signal), (one: Chunk) => one.rows.length, together)) yield { rows, removed: [], count: rows.length, faults, bytes, position }
}

async function* changesOf(source: Source, names: readonly string[], { fields }: Contract, mapping: Readonly<Record<string, string>>, { since, signal }: { since: string; signal: AbortSignal }): AsyncGenerator<Sent> {
  const keys = fields.filter(({ key }) => key).map(({ field }) => ({ field, column: columnOf(mapping, field) }))
  const places = keys.map(({ column }) => names.indexOf(column))
  const both = (a: ChangeChunk, b: ChangeChunk): ChangeChunk => ({ ...b, changes: [...a.changes, ...b.changes], faults: [...(a.faults ?? []), ...(b.faults ?? [])], bytes: a.bytes + b.bytes })
  for await (const { changes, faults = [], bytes, position } of gathered(source.changes!(names, keys.map(({ column }) => column), since, signal), (one) => one.changes.length, both)) {
    // of one key only what it is in the end
    const last = new Map(changes.map((change) => [JSON.stringify(change.kind === 'upsert' ? places.map((place) => change.row[place]) : keys.map(({ column }) => change.key[column])), change]))
    const rows = [...last.values()].flatMap((change) => (change.kind === 'upsert' ? [change.row] : []))
    const removed = [...last.values()].flatMap((change) => (change.kind === 'delete' ? [Object.fromEntries(keys.map(({ field, column }) => [field, change.key[column]!]))] : []))
    yield { rows, removed, count: changes.length, faults, bytes, position }
  }
}
