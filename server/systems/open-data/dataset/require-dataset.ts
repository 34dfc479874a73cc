import { may, type Deed } from '#base/deed'
import { gone, notFound } from '#base/errors'
import { openData, type OpenDataTables } from '../tables.ts'

export type DatasetTable = OpenDataTables['open_data.dataset']
export type VersionTable = OpenDataTables['open_data.version']

const byName = (deed: Deed, name: string) => openData(deed.tx).selectFrom('open_data.dataset').selectAll().where('name', '=', name)

/** A dataset of the actor's own unit, or any of them for the authority; others are as unknown as none. `lock`: nobody else changes it meanwhile. */
export async function requireOwnDataset(deed: Deed, name: string, { lock = false, all = false }: { lock?: boolean; all?: boolean } = {}): Promise<DatasetTable> {
  const row = await byName(deed, name).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row || !(row.unit_id === deed.actor.departmentId || (all && may(deed.actor, 'open_data.dataset.read_all')))) throw notFound('open_data.dataset_unknown')
  return row
}

/** A published dataset and one of its versions, the newest unless said. One that was withdrawn says so, and why. */
export async function requirePublished(deed: Deed, name: string, number?: number): Promise<{ dataset: DatasetTable; version: VersionTable }> {
  const dataset = await byName(deed, name).executeTakeFirst()
  if (!dataset || dataset.version === 0) throw notFound('open_data.dataset_unknown')
  if (dataset.withdrawn_at !== null) throw gone('open_data.dataset_withdrawn', { dataset: dataset.title, reason: dataset.withdrawn_reason, at: dataset.withdrawn_at.toISOString() })
  const version = await openData(deed.tx).selectFrom('open_data.version').selectAll().where('dataset_id', '=', dataset.id).where('number', '=', number ?? dataset.version).executeTakeFirst()
  if (!version) throw notFound('open_data.version_unknown')
  if (version.withdrawn_at !== null) throw gone('open_data.dataset_withdrawn', { dataset: dataset.title, reason: version.withdrawn_reason, at: version.withdrawn_at.toISOString() })
  return { dataset, version }
}

/** What waits for publication. */
export const draftOf = (deed: Deed, datasetId: string): Promise<VersionTable | undefined> =>
  openData(deed.tx).selectFrom('open_data.version').selectAll().where('dataset_id', '=', datasetId).where('number', 'is', null).executeTakeFirst()
