import type { Connector, SourceAddress, Target, TextRow } from '../source-port.ts'
import type { Going } from '../run/execute-run.ts'
import type { Putting } from './deliver-out.ts'
import { endDelivery, isSame } from './end-delivery.ts'
import type { Put } from './put-chunks.ts'
import { forgetEarlier, putKeys } from './put-keys.ts'
import { rowContents, rowKeys } from './put-row.ts'

type There = Readonly<{ connector: Connector; address: SourceAddress; target: Target; delivery: string }>
const hex = (content: bigint): string => content.toString(16).padStart(16, '0')

/** The target is summed where it stands, or read back: what this job put there once and no grant gives any more is removed, and then both sides are compared. What others wrote there is left alone, and shown as a difference; a file that is not the same is shown to nobody. 目标库比对 */
export async function compareTarget(going: Going, { connector, address, target, delivery }: There, { grant, columns, keys }: Putting, sent: Put, receipt: object | null): Promise<void> {
  const { job, signal } = going
  // the same rows in the same words: nothing strange can be among them
  const summed = await target.sum?.(columns, grant.fields.map(({ type }) => type))
  if (summed && summed.rows === sent.rows && summed.content === hex(sent.content)) return endDelivery(going, { compared: { sent: { rows: sent.rows, content: hex(sent.content) }, there: summed }, removed: 0, readBack: true }, (deed) => forgetEarlier(deed, job, delivery))
  signal.throwIfAborted()
  const file = target.whole && 'show' in target.whole ? target.whole : null
  const [keyOf, contentOf] = [rowKeys(grant), rowContents(grant)]
  const put = new Set<string>()
  if (!file) for await (const some of putKeys(going, delivery, 'of it')) for (const key of some) put.add(key)
  const [strange, there] = [new Map<string, TextRow>(), { rows: 0, content: 0n }]
  for await (const rows of file ? file.readBack(signal) : rowsOf(connector, address, columns, signal)) for (const row of rows) {
    there.rows += 1
    there.content += contentOf(row)
    const key = keyOf(row)
    if (!file && !put.has(key)) strange.set(key, row)
  }
  const gone = new Map<string, TextRow>()
  if (strange.size > 0) for await (const some of putKeys(going, delivery, 'earlier')) for (const key of some) if (strange.has(key)) gone.set(key, strange.get(key)!)
  const rows = [...gone.values()]
  if (rows.length > 0) await target.remove(keys, rows.map((row) => keys.map((key) => row[columns.indexOf(key)] ?? null)))
  const content = BigInt.asUintN(64, rows.reduce((sum, row) => sum - contentOf(row), there.content))
  const compared = { sent: { rows: sent.rows, content: hex(sent.content) }, there: { rows: there.rows - rows.length, content: hex(content) } }
  if (file && isSame(compared)) await file.show(receipt!)
  await endDelivery(going, { compared, removed: rows.length, readBack: true }, (deed) => forgetEarlier(deed, job, delivery))
}

async function* rowsOf(connector: Connector, address: SourceAddress, columns: readonly string[], signal: AbortSignal): AsyncGenerator<readonly TextRow[]> {
  const source = await connector.openSource({ ...address, mode: 'full' })
  try {
    for await (const { rows } of source.copy(columns, null, signal)) yield rows
  } finally {
    await source.close().catch(() => {})
  }
}
