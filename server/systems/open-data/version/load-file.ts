import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { pairsOf } from '#base/chinese-pairs'
import { conflict } from '#base/errors'
import type { Draft } from '../contract.ts'
import { draftOf, requireOwnDataset, type DatasetTable } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'
import { copyRows } from './copy-rows.ts'
import { takenColumns } from './open-columns.ts'
import { shownDraft } from './shown-draft.ts'
import type { SentFile } from './read-sent-file.ts'
import type { Finding } from './scan-rows.ts'

/** Takes a file as the dataset's draft, in place of the one before. Where personal data were found no row is stored: there is only the report. 装载文件 */
export async function loadFile(deed: Deed, name: string, file: SentFile): Promise<Draft> {
  const dataset = await requireOwnDataset(deed, name, { lock: true })
  await loadInto(deed, dataset, file)
  return shownDraft((await draftOf(deed, dataset.id))!, true)
}

export async function loadInto(deed: Deed, dataset: Pick<DatasetTable, 'id' | 'columns' | 'tokens'>, file: SentFile): Promise<string> {
  const { taken, leftOut } = takenColumns(file, dataset.columns)
  if (taken.length === 0) throw conflict('open_data.nothing_left')
  const findings = file.findings(file.columns.map(({ heading }) => heading)).filter(({ column }) => !leftOut.includes(column))
  await dropDraft(deed, dataset.id)
  const id = randomUUIDv7()
  const kept = findings.every((one) => isConfirmed(dataset, one))
  const brought = kept ? await copyRows(deed, id, taken, file.again()) : { rows: 0, rejected: 0, faults: [] }
  await openData(deed.tx).insertInto('open_data.version').values({
    id, dataset_id: dataset.id, number: null, file_name: file.fileName, format: file.format, encoding: file.encoding, bytes: BigInt(file.bytes), sha256: file.sha256, rows: brought.rows, kept, blank_rows: file.blankRows, rejected: brought.rejected,
    faults: JSON.stringify(brought.faults.slice(0, 500)) as never, columns: JSON.stringify(taken.map(({ column }) => column)) as never, left_out: leftOut, findings: JSON.stringify(findings) as never, loaded_at: deed.now, loaded_by: `${deed.actor.kind}:${deed.actor.id}`,
    accept_rejects: false, note: null, signed_by: null, signed_at: null, change: '', gate: null, published_at: null, published_by: null, entry_id: null, withdrawn_at: null, withdrawn_reason: null,
  }).execute()
  await openData(deed.tx).updateTable('open_data.dataset').set({ tokens: [...new Set([...dataset.tokens, ...taken.flatMap(({ column }) => pairsOf(column.heading))])] }).where('id', '=', dataset.id).execute()
  return id
}

/** A doubtful finding that somebody looked at and says is none. */
export const isConfirmed = ({ columns }: Pick<DatasetTable, 'columns'>, { column, doubtful }: Finding): boolean => doubtful && columns.some((one) => one.heading === column && one.confirmed === true)

async function dropDraft(deed: Deed, datasetId: string): Promise<void> {
  const old = await draftOf(deed, datasetId)
  if (!old) return
  await openData(deed.tx).deleteFrom('open_data.row').where('version_id', '=', old.id).execute()
  await openData(deed.tx).deleteFrom('open_data.version').where('id', '=', old.id).execute()
}
