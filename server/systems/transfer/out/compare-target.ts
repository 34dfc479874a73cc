import { sql } from 'kysely'
import type { Connector, SourceAddress, Target, TextRow } from '../source-port.ts'
import { holdRun } from '../run/claim-run.ts'
import type { Going } from '../run/execute-run.ts'
import { transfer } from '../tables.ts'
import type { Put, Putting } from './deliver-out.ts'
import { endDelivery, isSame } from './end-delivery.ts'
import { keyDigests, rowContents } from './put-row.ts'

type There = Readonly<{ connector: Connector; address: SourceAddress; target: Target }>
/** As one array: a statement takes no more than 65,535 values, and a table that others fill has more rows. */
const among = (rows: readonly { digest: Buffer }[]) => sql<boolean>`digest = any(${rows.map(({ digest }) => digest)}::bytea[])`
const hex = (content: bigint): string => content.toString(16).padStart(16, '0')

/** The target is read back: what this job put there once and no grant gives any more is removed, and then both sides are compared. What others wrote there is left alone, and shown as a difference; a file that is not the same is shown to nobody. 目标库比对 */
export async function compareTarget(going: Going, { connector, address, target }: There, { grant, columns, keys }: Putting, sent: Put, receipt: object | null): Promise<void> {
  const { work, run: held, job, signal } = going
  const [strange, there]: [{ row: TextRow; digest: Buffer }[], { rows: number; content: bigint }] = [[], { rows: 0, content: 0n }]
  const [digestOf, contentOf] = [keyDigests(grant), rowContents(grant)]
  // the same rows in the same words: nothing strange can be among them
  const summed = await target.sum?.(columns, grant.fields.map(({ type }) => type))
  if (summed && summed.rows === sent.rows && summed.content === hex(sent.content)) return endDelivery(going, { compared: { sent: { rows: sent.rows, content: hex(sent.content) }, there: summed }, removed: 0, readBack: true }, async () => {})
  signal.throwIfAborted()
  const file = target.whole && 'show' in target.whole ? target.whole : null
  for await (const rows of file ? file.readBack(signal) : rowsOf(connector, address, columns, signal)) for (const row of rows) {
    const digest = digestOf(row)
    there.rows += 1
    there.content += contentOf(row)
    if (!sent.keys.has(digest.toString('hex'))) strange.push({ row, digest })
  }
  const ours = await work.perform(async (deed) => { await holdRun(deed, held); return strange.length === 0 ? [] : transfer(deed.tx).selectFrom('transfer.put_key').select('digest').where('job_id', '=', job.id).where(among(strange)).execute() })
  const known = new Set(ours.map(({ digest }) => digest.toString('hex')))
  const gone = strange.filter(({ digest }) => known.has(digest.toString('hex')))
  if (gone.length > 0) await target.remove(keys, gone.map(({ row }) => keys.map((key) => row[columns.indexOf(key)] ?? null)))
  const content = BigInt.asUintN(64, gone.reduce((sum, { row }) => sum - contentOf(row), there.content))
  const compared = { sent: { rows: sent.rows, content: hex(sent.content) }, there: { rows: there.rows - gone.length, content: hex(content) } }
  if (file && isSame(compared)) await file.show(receipt!)
  await endDelivery(going, { compared, removed: gone.length, readBack: true }, async (deed) => { if (gone.length > 0) await transfer(deed.tx).deleteFrom('transfer.put_key').where('job_id', '=', job.id).where(among(gone)).execute() })
}

async function* rowsOf(connector: Connector, address: SourceAddress, columns: readonly string[], signal: AbortSignal): AsyncGenerator<readonly TextRow[]> {
  const source = await connector.openSource({ ...address, mode: 'full' })
  try {
    for await (const { rows } of source.copy(columns, null, signal)) yield rows
  } finally {
    await source.close().catch(() => {})
  }
}
