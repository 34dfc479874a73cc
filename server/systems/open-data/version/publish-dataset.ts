import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import type { PublishDataset } from '../contract.ts'
import type { DatasetTable, VersionTable } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'
import { judgeGate } from './judge-gate.ts'
import { requireDraft } from './sign-draft.ts'

export type Published = { name: string; version: number; publishedAt: string }

/** A draft that passes the gate becomes the dataset's next version, for everybody; one that does not is refused, and both decisions are leaves. 发布开放数据 */
export async function publishDataset(deed: Deed, name: string, { draft: id, change = '' }: PublishDataset): Promise<Published> {
  const { dataset, draft } = await requireDraft(deed, name, id)
  return publishDraft(deed, dataset, draft, change)
}

export async function publishDraft(deed: Deed, dataset: DatasetTable, draft: VersionTable, change: string): Promise<Published> {
  const gate = await judgeGate(deed, dataset, draft)
  const number = dataset.version + 1
  gate.checks.push({ check: 'change', passed: number === 1 || change !== '', findings: number === 1 || change !== '' ? [] : [{ column: null, kind: 'no_change_note', rows: 0, of: 0 }] })
  const closed = gate.checks.filter(({ passed }) => !passed).map((one) => one.check)
  const decision = { dataset: dataset.name, draft: draft.id, sha256: draft.sha256.toString('hex'), rows: draft.rows, gate: { ...gate, passed: closed.length === 0 } }
  if (closed.length > 0) throw conflict('open_data.gate_closed', { checks: closed }, async (kept) => { await appendLeaf(kept, { kind: 'open_data.gate_refused', payload: decision }) })
  const entryId = await appendLeaf(deed, { kind: 'open_data.published', payload: { ...decision, version: number, change, note: draft.note } })
  await openData(deed.tx).updateTable('open_data.version').set({ number, change, gate: JSON.stringify(decision.gate) as never, published_at: deed.now, published_by: `${deed.actor.kind}:${deed.actor.id}`, entry_id: entryId }).where('id', '=', draft.id).execute()
  await openData(deed.tx).updateTable('open_data.dataset').set({ version: number, version_id: draft.id, renewed_at: deed.now, withdrawn_at: null, withdrawn_reason: null }).where('id', '=', dataset.id).execute()
  await record(deed, 'open_data.published', dataset.id, { name: dataset.name, version: number })
  return { name: dataset.name, version: number, publishedAt: deed.now.toISOString() }
}
