import { sql } from 'kysely'
import { pairsOf } from '#base/chinese-pairs'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { requireUnit } from '#primitives/party'
import { showResource } from '#systems/exchange'
import type { ChangeDataset, CreateDataset } from '../contract.ts'
import { requireLicence } from '../open-settings.ts'
import { openData } from '../tables.ts'
import { requireOwnDataset } from './require-dataset.ts'

/** A unit writes down what it is going to open; nothing is public yet. 新建数据集 */
export async function createDataset(deed: Deed, { id, name, ...settings }: CreateDataset): Promise<{ id: string; name: string }> {
  const unitId = deed.actor.departmentId
  if (unitId === null) throw forbidden('open_data.no_unit')
  await sql`select pg_advisory_xact_lock(hashtext('open_data.create_dataset'))`.execute(openData(deed.tx)) // of two at once the second finds the first
  const known = await openData(deed.tx).selectFrom('open_data.dataset').select(['id', 'name', 'unit_id']).where((is) => is.or([is('id', '=', id), is('name', '=', name)])).executeTakeFirst()
  if (known && (known.id !== id || known.name !== name || known.unit_id !== unitId)) throw conflict('open_data.name_taken')
  if (!known) await insertDataset(deed, { id, name, unitId, origin: 'desk', ...settings })
  return { id, name }
}

export async function insertDataset(deed: Deed, { id, name, unitId, origin, ...settings }: CreateDataset & { unitId: string; origin: 'folder' | 'desk' }): Promise<void> {
  await openData(deed.tx).insertInto('open_data.dataset').values({
    id, name, unit_id: unitId, origin, created_at: deed.now, created_by: `${deed.actor.kind}:${deed.actor.id}`, version: 0, version_id: null, renewed_at: null, withdrawn_at: null, withdrawn_reason: null, ratings: 0, rating_sum: 0, ...(await settled(deed, unitId, settings)),
  }).execute()
}

/** What is said of a dataset may change as long as it is there; of columns and people it holds for the next file. 修改数据集 */
export async function changeDataset(deed: Deed, name: string, settings: ChangeDataset): Promise<void> {
  const dataset = await requireOwnDataset(deed, name, { lock: true })
  await openData(deed.tx).updateTable('open_data.dataset').set(await settled(deed, dataset.unit_id, settings)).where('id', '=', dataset.id).execute()
  // the head signed what was said then
  await openData(deed.tx).updateTable('open_data.version').set({ note: null, signed_by: null, signed_at: null, accept_rejects: false }).where('dataset_id', '=', dataset.id).where('number', 'is', null).execute()
}

async function settled(deed: Deed, unitId: string, said: ChangeDataset) {
  const unit = await requireUnit(deed, unitId)
  await requireLicence(deed, said.licence)
  if (said.resource !== undefined && (await showResource(deed, said.resource)).resource.unitId !== unitId) throw invalid('open_data.entry_of_another')
  return {
    title: said.title, resource_code: said.resource ?? null, theme: said.theme, tags: said.tags, summary: said.summary, cycle: said.cycle, licence: said.licence, scope: said.scope, grade: said.grade, about_people: said.aboutPeople, quasi: said.quasi,
    columns: JSON.stringify(said.columns) as never, tokens: [...new Set([said.title, unit.name, said.theme, said.summary, ...said.tags].flatMap(pairsOf))],
  }
}
