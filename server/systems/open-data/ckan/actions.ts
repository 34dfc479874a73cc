import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { openSettings } from '../open-settings.ts'
import { noteUse } from '../use/count-use.ts'
import { ckanInvalid, ckanNotFound } from './ckan-error.ts'
import { countOf, listOf, requiredText, type Input } from './ckan-input.ts'
import { listGroups, listLicences, listOrganizations, listTags, showOrganization, showTag } from './ckan-lists.ts'
import { datasetOfResource } from './find-resource.ts'
import { openPackages, packagesOf } from './packages.ts'
import { searchDatastore } from './search-datastore.ts'
import { searchPackages } from './search-packages.ts'

export type Asked = Readonly<{ deed: Deed; input: Input; origin: string; path: string }>
type Action = Readonly<{ help: string; answer(asked: Asked): Promise<unknown> }>

/** The read side of CKAN's Action API v3: what is asked, and what answers it. */
export const actions: Readonly<Record<string, Action>> = {
  package_list: { help: 'Names of all datasets. limit, offset.', answer: async ({ deed, input }) => (await openPackages(deed, [], { limit: countOf(input, 'limit', 100_000, 100_000), offset: countOf(input, 'offset', 0, 1_000_000) })).map(({ name }) => name) },
  current_package_list_with_resources: {
    help: 'Datasets with their files, the newest first. limit, offset.',
    answer: async ({ deed, input, origin }) => packagesOf(deed, await openPackages(deed, [], { order: sql`d.renewed_at desc, d.id`, limit: countOf(input, 'limit', 1000, 1000), offset: countOf(input, 'offset', 0, 1_000_000) }), origin),
  },
  package_show: { help: 'One dataset by id or name. id.', answer: showPackage },
  package_search: { help: 'Datasets by words and filters. q, fq, rows, start, sort, facet.field, facet.limit.', answer: ({ deed, input, origin }) => searchPackages(deed, input, origin) },
  resource_show: { help: 'One file of a dataset. id.', answer: showResourceOf },
  resource_search: { help: 'Files by field:words. query, offset, limit.', answer: searchResources },
  datastore_search: { help: 'Rows of a table. resource_id, filters, q, distinct, limit, offset, fields, sort, include_total, records_format. An offset of the plain table may be any; with filters, q, sort or distinct it is at most 100000.', answer: ({ deed, input, path }) => searchDatastore(deed, input, path) },
  organization_list: { help: 'Units that opened datasets. all_fields, limit, offset.', answer: ({ deed, input }) => listOrganizations(deed, input) },
  organization_show: { help: 'One unit. id, include_datasets.', answer: ({ deed, input, origin }) => showOrganization(deed, input, origin) },
  group_list: { help: 'Themes. all_fields, limit, offset.', answer: ({ deed, input }) => listGroups(deed, input) },
  tag_list: { help: 'Tags. query, all_fields.', answer: ({ deed, input }) => listTags(deed, input) },
  tag_show: { help: 'One tag. id, include_datasets.', answer: ({ deed, input, origin }) => showTag(deed, input, origin) },
  license_list: { help: 'Terms on which data may be used.', answer: ({ deed, origin }) => listLicences(deed, origin) },
  status_show: { help: 'About this portal.', answer: async ({ deed, origin }) => { const { title, description } = await openSettings(deed); return { ckan_version: '2.11.0', site_url: origin, site_title: title, site_description: description, error_emails_to: null, locale_default: 'zh_Hans_CN', extensions: ['datastore', 'dcat'] } } },
  site_read: { help: 'True: everybody may read.', answer: async () => true },
  help_show: { help: 'What an action does. name.', answer: async ({ input }) => { const name = requiredText(input, 'name'); const known = own(name); if (!known) throw ckanNotFound('Action name not found'); return known.help } },
}
/** By its own name only: not what every object has. */
export const own = (name: string): Action | undefined => (Object.hasOwn(actions, name) ? actions[name] : undefined)

async function showPackage({ deed, input, origin }: Asked) {
  const id = requiredText(input, 'id')
  const rows = await openPackages(deed, [sql`(d.name = ${id} or d.id::text = ${id})`])
  if (rows.length === 0) throw ckanNotFound()
  await noteUse(deed, rows[0]!.id, 'api')
  return (await packagesOf(deed, rows, origin))[0]
}

async function showResourceOf({ deed, input, origin }: Asked) {
  const id = requiredText(input, 'id')
  const found = await datasetOfResource(deed, id)
  if (!found) throw ckanNotFound()
  const [known] = await packagesOf(deed, await openPackages(deed, [sql`d.id = ${found.id}`]), origin)
  return known!.resources.find((one) => one.format === found.format.toUpperCase())
}

async function searchResources({ deed, input, origin }: Asked) {
  const terms = (listOf(input, 'query') ?? []).map((term) => { const [, field, words] = /^(name|format|description|url|hash|mimetype):(.*)$/s.exec(term) ?? []; if (!field) throw ckanInvalid('query', `Must be <field>:<value>: ${term}`); return { field, words: words!.toLowerCase() } })
  if (terms.length === 0) throw ckanInvalid('query', 'Missing value')
  const all = (await packagesOf(deed, await openPackages(deed), origin)).flatMap(({ resources }) => resources).filter((one) => terms.every(({ field, words }) => String(one[field] ?? '').toLowerCase().includes(words)))
  const from = countOf(input, 'offset', 0, 1_000_000)
  return { count: all.length, results: all.slice(from, from + countOf(input, 'limit', 100, 1000)) }
}
