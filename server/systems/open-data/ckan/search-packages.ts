import { sql, type RawBuilder } from 'kysely'
import { pairsOf } from '#base/chinese-pairs'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { openSettings } from '../open-settings.ts'
import { openData } from '../tables.ts'
import { ckanInvalid } from './ckan-error.ts'
import { countOf, listOf, textOf, type Input } from './ckan-input.ts'
import { openPackages, packagesOf } from './packages.ts'

const FIELDS: Readonly<Record<string, (value: string) => RawBuilder<unknown>>> = {
  organization: (value) => sql`d.unit_id = ${value}`, owner_org: (value) => sql`d.unit_id = ${value}`, tags: (value) => sql`${value} = any(d.tags)`, groups: (value) => sql`d.theme = ${value}`, license_id: (value) => sql`d.licence = ${value}`,
  name: (value) => sql`d.name = ${value}`, id: (value) => sql`d.id::text = ${value}`, title: (value) => sql`d.title like ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`}`, res_format: (value) => (/^(csv|json|xlsx|parquet)$/i.test(value) ? sql`true` : sql`false`),
  type: (value) => (value === 'dataset' ? sql`true` : sql`false`), dataset_type: (value) => (value === 'dataset' ? sql`true` : sql`false`), state: (value) => (value === 'active' ? sql`true` : sql`false`), private: (value) => (value === 'false' ? sql`true` : sql`false`), capacity: (value) => (value === 'public' ? sql`true` : sql`false`),
}
const ORDERS: Readonly<Record<string, RawBuilder<unknown>>> = { name: sql`d.name`, title: sql`d.title`, title_string: sql`d.title`, metadata_modified: sql`d.renewed_at`, metadata_created: sql`d.created_at`, views_recent: sql`d.renewed_at` }
const FACETS: Readonly<Record<string, RawBuilder<string>>> = { organization: sql`d.unit_id`, tags: sql`unnest(d.tags)`, groups: sql`d.theme`, license_id: sql`d.licence`, res_format: sql`unnest(array['CSV', 'JSON', 'XLSX', 'PARQUET'])` }

/** By its own name only: not what every object has. */
const own = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(of, name) ? of[name] : undefined)
const LONGEST = 4000

/** package_search: words and the filters of Solr that clients really send: field:value, quoted or not, with + - AND OR NOT before or between. */
export async function searchPackages(deed: Deed, input: Input, origin: string) {
  const { conditions, words } = read([textOf(input, 'q') ?? '', textOf(input, 'fq') ?? '', ...(listOf(input, 'fq_list') ?? [])])
  const tokens = [...new Set(pairsOf(words))]
  if (words !== '') conditions.push(tokens.length === 0 ? sql`false` : sql`d.tokens && ${tokens}::text[]`, sql`cardinality(array(select unnest(d.tokens) intersect select unnest(${tokens}::text[]))) * 2 >= ${tokens.length}`)
  const [rows, start] = [countOf(input, 'rows', 10, 1000), countOf(input, 'start', 0, 1_000_000)]
  const score = tokens.length === 0 ? sql`d.renewed_at desc` : sql`cardinality(array(select unnest(d.tokens) intersect select unnest(${tokens}::text[]))) desc`
  const sort = textOf(input, 'sort') ?? 'score desc, metadata_modified desc'
  const order = sql.join([...sort.split(',').map((one) => orderOf(one.trim(), score)), sql`d.id`])
  const found = await openPackages(deed, conditions, { order, limit: rows, offset: start })
  const count = found[0]?.total ?? (await openPackages(deed, conditions, { limit: 1 }))[0]?.total ?? 0
  const facets = await facetsOf(deed, listOf(input, 'facet.field') ?? [], conditions, countOf(input, 'facet.limit', 50, 500))
  return { count, sort, results: await packagesOf(deed, found, origin), facets: Object.fromEntries(facets.map(({ field, items }) => [field, Object.fromEntries(items.map((one) => [one.name, one.count]))])), search_facets: Object.fromEntries(facets.map(({ field, items }) => [field, { title: field, items }])) }
}

function orderOf(text: string, score: RawBuilder<unknown>): RawBuilder<unknown> {
  const [, field, way] = /^(\w+)(?:\s+(asc|desc))?$/i.exec(text) ?? []
  if (field === 'score' || field === 'relevance') return score
  const column = own(ORDERS, field ?? '')
  if (!column) throw ckanInvalid('sort', `Cannot sort by ${text}`)
  return way?.toLowerCase() === 'desc' ? sql`${column} desc` : sql`${column} asc`
}

/** Conditions and the words that are none. */
function read(queries: readonly string[]): { conditions: RawBuilder<unknown>[]; words: string } {
  if (queries.reduce((sum, one) => sum + one.length, 0) > LONGEST) throw ckanInvalid('fq_list', `All queries together must not be longer than ${LONGEST}`)
  const [conditions, words]: [RawBuilder<unknown>[], string[]] = [[], []]
  for (const query of queries)
    for (const [, not, field, quoted, group, plain] of query.matchAll(/([-+!]|NOT\s+)?(?:(\w+):)?(?:"([^"]*)"|\(([^)]*)\)|([^\s()"]+))/g)) {
      const values = group === undefined ? [quoted ?? plain ?? ''] : group.split(/\s+(?:OR|AND)\s+|\s+/).map((one) => one.replaceAll('"', '')).filter((one) => one !== '')
      if (field === undefined) { if (!['AND', 'OR', 'NOT', '*:*', '*'].includes(values[0]!)) words.push(...values); continue }
      if (values[0] === '*' || field === '*') continue
      const known = own(FIELDS, field)
      if (field === 'text' || field === 'notes') { words.push(...values); continue }
      if (!known) throw ckanInvalid('fq', `Unknown field ${field}`)
      const any = sql`(${sql.join(values.map(known), sql` or `)})`
      conditions.push(not?.trim() === '-' || not?.trim() === '!' || not?.trim() === 'NOT' ? sql`not ${any}` : any)
    }
  return { conditions, words: words.join(' ').trim() }
}

async function facetsOf(deed: Deed, fields: readonly string[], conditions: readonly RawBuilder<unknown>[], limit: number) {
  const facets: { field: string; items: { name: string; display_name: string; count: number }[] }[] = []
  const { licences } = await openSettings(deed)
  for (const field of fields.slice(0, 10)) {
    const column = own(FACETS, field)
    if (!column) { facets.push({ field, items: [] }); continue }
    const { rows } = await sql<{ name: string; count: number }>`select name, count(*)::int as count from (select ${column} as name from open_data.dataset d where ${sql.join([sql`d.version > 0 and d.withdrawn_at is null`, ...conditions], sql` and `)}) f group by name order by count desc, name limit ${limit}`.execute(openData(deed.tx))
    const units = field === 'organization' ? await findUnits(deed, rows.map(({ name }) => name)) : new Map<string, { name: string }>()
    facets.push({ field, items: rows.map(({ name, count }) => ({ name, count, display_name: units.get(name)?.name ?? (field === 'license_id' ? licences.find(({ code }) => code === name)?.name : undefined) ?? name })) })
  }
  return facets
}
