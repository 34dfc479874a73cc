import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { sha256 } from '#base/crypto'
import type { Deed } from '#base/deed'
import { requireUnit } from '#primitives/party'
import type { ChangeDataset } from '../contract.ts'
import { openData } from '../tables.ts'
import { loadInto } from '../version/load-file.ts'
import { judgeGate } from '../version/judge-gate.ts'
import { publishDraft } from '../version/publish-dataset.ts'
import { readSentFile } from '../version/read-sent-file.ts'
import { insertDataset } from './create-dataset.ts'
import { draftOf } from './require-dataset.ts'

/** A dataset as the city's folder writes it, with its table. */
type DatasetLine = Readonly<{
  name: string; unit: string; title: string; summary: string; theme: string; tags: string[]; cycle: ChangeDataset['cycle']; licence: string; scope: string; resource?: string; about_people?: boolean; quasi?: string[]; columns?: ChangeDataset['columns']; note: string; change?: string; table: string
}>

/** Opens a dataset of the city's folder, by the same road as at the desk: read, scanned, through the gate. One that a desk made stays as it is. 载入开放数据集 */
export async function loadDatasets(deed: Deed, content: unknown): Promise<void> {
  const { name, unit, note, change, table, about_people: aboutPeople = false, quasi = [], columns = [], ...said } = content as DatasetLine
  const { name: signedBy } = await requireUnit(deed, unit)
  const find = () => openData(deed.tx).selectFrom('open_data.dataset').selectAll().where('name', '=', name).executeTakeFirst()
  const known = await find()
  if (known?.origin === 'desk') return
  if (!known) await insertDataset(deed, { id: randomUUIDv7(), name, unitId: unit, origin: 'folder', ...said, grade: 1, aboutPeople, quasi, columns })
  else await openData(deed.tx).updateTable('open_data.dataset').set({ title: said.title, summary: said.summary, theme: said.theme, tags: said.tags, cycle: said.cycle, licence: said.licence, scope: said.scope }).where('id', '=', known.id).execute()
  const dataset = (await find())!
  const bytes = Buffer.from(table)
  const newest = await openData(deed.tx).selectFrom('open_data.version').select('sha256').where('dataset_id', '=', dataset.id).where('number', '=', dataset.version).executeTakeFirst()
  if (newest?.sha256.equals(sha256(bytes))) return
  const file = await readSentFile(Readable.from([bytes]), `${name}.csv`)
  try {
    const id = await loadInto(deed, dataset, file)
    await openData(deed.tx).updateTable('open_data.version').set({ note, signed_by: signedBy, signed_at: deed.now }).where('id', '=', id).execute()
    const draft = (await draftOf(deed, dataset.id))!
    const { checks } = await judgeGate(deed, dataset, draft)
    const closed = checks.filter(({ passed }) => !passed)
    if (closed.length > 0) throw new Error(`catalogues/open-data/${name}.yaml does not pass the gate: ${JSON.stringify(closed)} ${JSON.stringify(draft.faults)}`)
    await publishDraft(deed, dataset, draft, change ?? (dataset.version === 0 ? '' : note))
  } finally {
    await file.forget()
  }
}
