import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { openSettings } from '../open-settings.ts'
import { openData, type Licence, type OpenDataTables } from '../tables.ts'

export type Row = OpenDataTables['open_data.dataset'] & { rows: number; columns_of: OpenDataTables['open_data.version']['columns']; copies: Record<string, { bytes: number; sha256: string }> | null; total: number }
export type Package = Readonly<Record<string, unknown>> & Readonly<{ id: string; name: string; resources: readonly Readonly<Record<string, unknown>>[] }>
export const formats = ['csv', 'json', 'xlsx', 'parquet'] as const
const types = { csv: 'text/csv', json: 'application/json', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', parquet: 'application/vnd.apache.parquet' } as const

/** Open datasets as rows, with what a package needs of their newest version. */
export async function openPackages(deed: Deed, where: readonly RawBuilder<unknown>[] = [], { order = sql`d.name`, limit = 1000, offset = 0 }: { order?: RawBuilder<unknown>; limit?: number; offset?: number } = {}): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select d.*, v.rows, v.columns as columns_of, (count(*) over ())::int as total,
      (select jsonb_object_agg(c.format, jsonb_build_object('bytes', c.bytes, 'sha256', encode(c.sha256, 'hex'))) from open_data.copy c where c.version_id = v.id) as copies
    from open_data.dataset d join open_data.version v on v.id = d.version_id
    where ${sql.join([sql`d.version > 0 and d.withdrawn_at is null`, ...where], sql` and `)} order by ${order} limit ${limit} offset ${offset}`.execute(openData(deed.tx))
  return rows
}

/** Datasets as CKAN describes them. */
export async function packagesOf(deed: Deed, rows: readonly Row[], origin: string): Promise<Package[]> {
  const units = await findUnits(deed, rows.map(({ unit_id }) => unit_id))
  const { licences } = await openSettings(deed)
  const ids = rows.length === 0 ? [] : (await sql<{ id: string; format: string; resource: string }>`select d.id, f as format, md5(d.id::text || ':' || f)::uuid as resource from open_data.dataset d, unnest(${[...formats]}::text[]) f where d.id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(openData(deed.tx))).rows
  const idOf = new Map(ids.map((one) => [`${one.id} ${one.format}`, one.resource]))
  return rows.map((row) => packageOf(row, units.get(row.unit_id)?.name ?? row.unit_id, licences.find(({ code }) => code === row.licence), origin, (format) => idOf.get(`${row.id} ${format}`)!))
}

function packageOf(row: Row, unitName: string, licence: Licence | undefined, origin: string, idOf: (format: string) => string): Package {
  const [created, modified] = [at(row.created_at), at(row.renewed_at!)]
  return {
    id: row.id, name: row.name, title: row.title, notes: row.summary, type: 'dataset', state: 'active', private: false, version: String(row.version), url: `${origin}/data/${row.name}`, isopen: true, author: unitName, author_email: null, maintainer: unitName, maintainer_email: null, creator_user_id: null,
    license_id: row.licence, license_title: licence?.name ?? row.licence, license_url: licence ? `${origin}${licence.url}` : null, metadata_created: created, metadata_modified: modified, owner_org: row.unit_id, organization: organizationOf(row.unit_id, unitName),
    num_resources: formats.length, num_tags: row.tags.length, tags: row.tags.map(tagOf), groups: [groupOf(row.theme)], relationships_as_subject: [], relationships_as_object: [],
    extras: [['update_cycle', row.cycle], ['scope', row.scope], ['rows', String(row.rows)], ...(row.resource_code === null ? [] : [['catalogue_code', row.resource_code]])].map(([key, value]) => ({ key, value })),
    resources: formats.map((format, position) => ({
      id: idOf(format), package_id: row.id, name: `${row.name}.${format}`, description: row.summary, format: format.toUpperCase(), mimetype: types[format], mimetype_inner: null, url: `${origin}/open-data/datasets/${row.name}/files/${format}`, url_type: null, resource_type: null, state: 'active', position,
      datastore_active: format === 'csv', size: row.copies?.[format]?.bytes ?? null, hash: row.copies?.[format]?.sha256 ?? '', created, last_modified: modified, metadata_modified: modified, cache_url: null, cache_last_updated: null,
    })),
  }
}

/** CKAN's instants have no zone and mean UTC. */
export const at = (instant: Date): string => instant.toISOString().slice(0, -1).padEnd(26, '0')
export const tagOf = (name: string) => ({ id: name, name, display_name: name, state: 'active', vocabulary_id: null })
export const groupOf = (theme: string) => ({ id: theme, name: theme, title: theme, display_name: theme, description: '', image_display_url: '' })
export const organizationOf = (id: string, title: string) => ({ id, name: id, title, type: 'organization', description: '', image_url: '', created: null, is_organization: true, approval_status: 'approved', state: 'active' })
