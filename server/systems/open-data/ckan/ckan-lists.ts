import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { openSettings } from '../open-settings.ts'
import { openData } from '../tables.ts'
import { ckanNotFound } from './ckan-error.ts'
import { countOf, flagOf, requiredText, textOf, type Input } from './ckan-input.ts'
import { groupOf, openPackages, organizationOf, packagesOf, tagOf } from './packages.ts'

type Counted = { name: string; count: number }
const counted = async (deed: Deed, column: ReturnType<typeof sql>): Promise<Counted[]> =>
  (await sql<Counted>`select name, count(*)::int as count from (select ${column} as name from open_data.dataset d where d.version > 0 and d.withdrawn_at is null) c group by name order by name`.execute(openData(deed.tx))).rows

const paged = <T>(input: Input, all: readonly T[]): T[] => { const from = countOf(input, 'offset', 0, 1_000_000); return all.slice(from, from + countOf(input, 'limit', 1000, 1000)) }

/** Units that opened something. */
export async function listOrganizations(deed: Deed, input: Input) {
  const all = paged(input, await counted(deed, sql`d.unit_id`))
  if (!flagOf(input, 'all_fields', false)) return all.map(({ name }) => name)
  const units = await findUnits(deed, all.map(({ name }) => name))
  return all.map(({ name, count }) => ({ ...organizationOf(name, units.get(name)?.name ?? name), display_name: units.get(name)?.name ?? name, package_count: count }))
}

export async function showOrganization(deed: Deed, input: Input, origin: string) {
  const id = requiredText(input, 'id')
  const rows = await openPackages(deed, [sql`d.unit_id = ${id}`])
  if (rows.length === 0) throw ckanNotFound()
  const title = (await findUnits(deed, [id])).get(id)?.name ?? id
  const packages = flagOf(input, 'include_datasets', false) ? { packages: await packagesOf(deed, rows, origin) } : {}
  return { ...organizationOf(id, title), display_name: title, package_count: rows.length, extras: [], tags: [], groups: [], users: [], ...packages }
}

export async function listGroups(deed: Deed, input: Input) {
  const all = paged(input, await counted(deed, sql`d.theme`))
  return flagOf(input, 'all_fields', false) ? all.map(({ name, count }) => ({ ...groupOf(name), package_count: count, type: 'group', state: 'active', is_organization: false })) : all.map(({ name }) => name)
}

export async function listTags(deed: Deed, input: Input) {
  const query = textOf(input, 'query') ?? ''
  const all = (await counted(deed, sql`unnest(d.tags)`)).filter(({ name }) => name.includes(query))
  return flagOf(input, 'all_fields', false) ? all.map(({ name }) => tagOf(name)) : all.map(({ name }) => name)
}

export async function showTag(deed: Deed, input: Input, origin: string) {
  const id = requiredText(input, 'id')
  const rows = await openPackages(deed, [sql`${id} = any(d.tags)`])
  if (rows.length === 0) throw ckanNotFound()
  return { ...tagOf(id), ...(flagOf(input, 'include_datasets', false) ? { packages: await packagesOf(deed, rows, origin) } : {}) }
}

export const listLicences = async (deed: Deed, origin: string) => (await openSettings(deed)).licences.map(({ code, name, url }) => ({
  id: code, title: name, url: `${origin}${url}`, status: 'active', family: '', maintainer: '', domain_content: true, domain_data: true, domain_software: false, is_generic: false, is_okd_compliant: false, is_osi_compliant: false, od_conformance: 'not reviewed', osd_conformance: 'not reviewed',
}))
