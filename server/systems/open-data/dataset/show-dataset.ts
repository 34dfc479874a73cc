import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { Dataset } from '../contract.ts'
import { openSettings, requireLicence } from '../open-settings.ts'
import { openData } from '../tables.ts'
import { listedDataset } from './find-datasets.ts'
import { requirePublished } from './require-dataset.ts'

const formats = ['xlsx', 'csv', 'json', 'parquet'] as const

/** One dataset as everybody sees it: its columns, every change, the files, and how it passed the gate. 数据集 */
export async function showDataset(deed: Deed, name: string): Promise<Dataset> {
  const { dataset, version } = await requirePublished(deed, name)
  const copies = new Map((await openData(deed.tx).selectFrom('open_data.copy').selectAll().where('version_id', '=', version.id).execute()).map((one) => [one.format, one]))
  const { feedback } = await openData(deed.tx).selectFrom('open_data.feedback').select(sql<number>`count(*)::int`.as('feedback')).where('dataset_id', '=', dataset.id).where('answered_at', 'is not', null).executeTakeFirstOrThrow()
  const { quotas } = await openSettings(deed)
  const { code, name: licence, text, url } = await requireLicence(deed, dataset.licence)
  return {
    dataset: await listedDataset(deed, dataset.id), resource: dataset.resource_code, scope: dataset.scope, columns: version.columns, versions: await versionLines(deed, dataset.id), licence: { code, name: licence, text, url },
    copies: formats.map((format) => ({ format, bytes: copies.has(format) ? Number(copies.get(format)!.bytes) : null, sha256: copies.get(format)?.sha256.toString('hex') ?? null })),
    gate: version.gate!, signedAt: version.signed_at!.toISOString(), note: version.note!, leaf: version.entry_id, ratings: dataset.ratings, feedback, quota: { anonymous: quotas.anonymous, key: quotas.key },
  }
}

/** Every published version with what it changed, the newest first. 变更记录 */
export async function versionLines(deed: Deed, datasetId: string): Promise<Dataset['versions']> {
  const rows = await openData(deed.tx).selectFrom('open_data.version').select(['number', 'change', 'rows', 'published_at', 'signed_by', 'withdrawn_at']).where('dataset_id', '=', datasetId).where('number', 'is not', null).orderBy('number', 'desc').limit(200).execute()
  return rows.map((one) => ({ version: one.number!, change: one.change, rows: one.rows, publishedAt: one.published_at!.toISOString(), signedByUnit: one.signed_by !== null, withdrawnAt: one.withdrawn_at?.toISOString() ?? null }))
}
