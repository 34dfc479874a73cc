import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { requireOwnDataset } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'

/** A dataset is closed again by its unit or the authority; its address says since when and why. What was withdrawn stays so, also when a mended version is published. 撤回开放数据 */
export async function withdrawDataset(deed: Deed, name: string, reason: string): Promise<void> {
  const dataset = await requireOwnDataset(deed, name, { lock: true, all: true })
  if (dataset.version === 0) throw conflict('open_data.not_published')
  if (dataset.withdrawn_at !== null) throw conflict('open_data.withdrawn_already')
  await openData(deed.tx).updateTable('open_data.dataset').set({ withdrawn_at: deed.now, withdrawn_reason: reason }).where('id', '=', dataset.id).execute()
  await openData(deed.tx).updateTable('open_data.version').set({ withdrawn_at: deed.now, withdrawn_reason: reason }).where('dataset_id', '=', dataset.id).where('number', 'is not', null).where('withdrawn_at', 'is', null).execute()
  await appendLeaf(deed, { kind: 'open_data.withdrawn', payload: { dataset: dataset.name, version: dataset.version, reason } })
  await record(deed, 'open_data.withdrawn', dataset.id, { name: dataset.name })
}
