import type { Deed } from '#base/deed'
import { giveChunk, readChunk, type ReadChunk } from '#systems/exchange'
import { holdRun, type Run } from '../run/claim-run.ts'
import type { Going } from '../run/execute-run.ts'
import type { Target, TextRow } from '../source-port.ts'
import { transfer } from '../tables.ts'
import type { Putting } from './deliver-out.ts'
import { rememberPut } from './put-keys.ts'
import { cellText, digestOf, rowContents, rowKeys } from './put-row.ts'
import { rememberTold } from './told-keys.ts'

/** What this run gave: how many rows, the sum of what they say, and of a receiver the digests of their keys. */
export type Put = { rows: number; content: bigint; keys: Set<string> }
/** A chunk for a table; for a file or a receiver it is as large as for whoever fetches it. */
const [TABLE_ROWS, ROWS] = [5000, 1000]

/** Chunk by chunk: while one is written to a table the next is read; it is judged under the grant as it then stands, counted, and put on the ledger only when the one before it is saved. 逐块写入 */
export async function putChunks(going: Going, run: Run, target: Target, putting: Putting): Promise<Put | 'paused'> {
  const { work, run: held, job, signal } = going
  const put: Put = { rows: 0, content: 0n, keys: new Set() }
  const most = target.whole ? ROWS : TABLE_ROWS
  const read = (number: number): Promise<ReadChunk> => {
    const one = work.perform((deed) => readChunk(deed, run.delivery_id!, number, most), job.unit_id)
    one.catch(() => {}) // told when its turn comes
    return one
  }
  let next: Promise<ReadChunk> | null = null
  try {
    for (let number = 1; ; number += 1) {
      signal.throwIfAborted()
      const one: ReadChunk = await (next ?? read(number))
      const chunk = await work.perform(async (deed) => ((await holdRun(deed, held)).pause ? 'paused' : giveChunk(deed, run.delivery_id!, one, most)), job.unit_id)
      if (chunk === 'paused') {
        await work.perform(async (deed) => { await holdRun(deed, held); await transfer(deed.tx).updateTable('transfer.run').set({ state: 'paused', pause: false, holder: null, lease_until: null }).where('id', '=', run.id).execute() })
        return 'paused'
      }
      next = chunk.last || target.whole ? null : read(number + 1)
      await putChunk(going, run, target, putting, put, chunk)
      if (chunk.last) return { ...put, content: BigInt.asUintN(64, put.content) }
    }
  } finally {
    await next?.catch(() => {}) // nothing goes on behind a run that has ended
  }
}

async function putChunk({ work, run: held, job }: Going, run: Run, target: Target, { grant, columns, keys }: Putting, put: Put, { number, shown, text }: ReadChunk): Promise<void> {
  if (shown.length === 0) return
  const rows: TextRow[] = shown.map((row) => grant.fields.map(({ field }) => cellText(row[field])))
  const again = number <= run.chunks // chunks of before are given again, the same bytes and not counted; a table has them already
  const written = !again || target.whole ? target.write(columns, keys, rows, { number, again }) : Promise.resolve()
  written.catch(() => {}) // told below
  const [keyOf, contentOf] = [rowKeys(grant), rowContents(grant)]
  put.rows += rows.length
  for (const row of rows) put.content += contentOf(row) // while the target writes
  const told = target.whole && 'acknowledged' in target.whole
  if (told) for (const row of rows) put.keys.add(digestOf(keyOf(row)).toString('hex'))
  await written
  if (again) return
  await work.perform(async (deed) => {
    await saveChunk(deed, held, { number, rows: rows.length, bytes: Buffer.byteLength(text) })
    if (!target.whole) await rememberPut(deed, job, { delivery: run.delivery_id!, number }, rows.map(keyOf))
    else if (told) await rememberTold(deed, job, grant, rows)
  }, job.unit_id)
}

async function saveChunk(deed: Deed, held: Run, { number, rows, bytes }: { number: number; rows: number; bytes: number }): Promise<void> {
  const run = await holdRun(deed, held)
  await transfer(deed.tx).insertInto('transfer.chunk').values({ run_id: run.id, number, rows, bytes: BigInt(bytes), good: rows, rejected: 0, position: null, at: deed.now }).execute()
  await transfer(deed.tx).updateTable('transfer.run').set({ chunks: number, rows: run.rows + BigInt(rows), bytes: run.bytes + BigInt(bytes), good: run.good + BigInt(rows), changed: run.changed + BigInt(rows), moved_at: deed.now, tries: 0 }).where('id', '=', run.id).execute()
}
