import type { Deed } from '#base/deed'
import type { Refusal } from '#base/errors'
import type { OpenColumn } from '../contract.ts'
import { requirePublished } from '../dataset/require-dataset.ts'
import { countOpenRows, findOpenRows, type Order, type Value, type Version, type Wanted } from '../row/find-open-rows.ts'
import { noteUse } from '../use/count-use.ts'
import { ckanInvalid, ckanNotFound } from './ckan-error.ts'
import { countOf, flagOf, listOf, recordOf, requiredText, textOf, type Input } from './ckan-input.ts'
import { datasetOfResource } from './find-resource.ts'

const MOST = 32_000
const types: Readonly<Record<OpenColumn['type'], string>> = { integer: 'int', decimal: 'numeric', date: 'date', datetime: 'timestamp', boolean: 'bool', text: 'text' }
const formats = ['objects', 'lists', 'csv', 'tsv']
type Named = Readonly<{ id: string; cells: Readonly<Record<string, Value>> }>

/** datastore_search: rows of a published table, by filters, words, order and place; `_id` is the row's number. 按接口查询 */
export async function searchDatastore(deed: Deed, input: Input, path: string) {
  const id = requiredText(input.resource_id === undefined ? { resource_id: input.id } : input, 'resource_id')
  const found = await datasetOfResource(deed, id)
  if (!found) throw ckanNotFound(`Resource "${id}" was not found.`)
  const { dataset, version } = await requirePublished(deed, found.name)
  await noteUse(deed, dataset.id, 'api')
  const [limit, offset, format] = [countOf(input, 'limit', 100, MOST), countOf(input, 'offset', 0, 100_000_000), textOf(input, 'records_format') ?? 'objects']
  if (!formats.includes(format)) throw ckanInvalid('records_format', `Value must be one of ${formats.join(', ')}`)
  const { wanted, after } = wantedOf(version, recordOf(input, 'filters') ?? {})
  const fields = fieldsOf(version, listOf(input, 'fields'))
  const sort = sortOf(version, textOf(input, 'sort'))
  const asked = { wanted, ...wordsOf(version, input) }
  const distinct = flagOf(input, 'distinct', false)
  const { columns, rows } = await findOpenRows(deed, version, { ...asked, limit, offset, sort, fields: fields.filter((one) => one !== '_id'), distinct, ...(after === undefined ? {} : { after }) })
  const withId = fields.includes('_id') && !distinct
  const names = [...(withId ? ['_id'] : []), ...columns.map(({ field }) => field)]
  const lists = rows.map(({ n, cells }) => [...(withId ? [n] : []), ...cells])
  const total = flagOf(input, 'include_total', true) && after === undefined && !distinct ? { total: await countOpenRows(deed, version, asked), total_was_estimated: false } : {}
  return {
    include_total: flagOf(input, 'include_total', true), limit, offset, records_format: format, resource_id: id, total_estimation_threshold: null, ...(input.filters === undefined ? {} : { filters: recordOf(input, 'filters') }), ...(input.q === undefined ? {} : { q: input.q }), ...(sort.length === 0 ? {} : { sort: textOf(input, 'sort') }),
    records: recordsIn(format, names, lists), fields: [...(withId ? [{ id: '_id', type: 'int' }] : []), ...columns.map((one) => ({ id: one.field, type: types[one.type], info: { label: one.heading, notes: one.note } }))], _links: { start: path, next: `${path}${path.includes('?') ? '&' : '?'}offset=${offset + limit}` }, ...total,
  }
}

function recordsIn(format: string, names: readonly string[], lists: readonly (readonly Value[])[]): unknown {
  if (format === 'objects') return lists.map((cells): Named['cells'] => Object.fromEntries(names.map((name, at) => [name, cells[at]!])))
  if (format === 'lists') return lists
  const parting = format === 'csv' ? ',' : '\t'
  const quoted = (cell: Value): string => { const text = cell === null ? '' : String(cell); return text.includes(parting) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text }
  return lists.map((cells) => `${cells.map(quoted).join(parting)}\n`).join('')
}

/** `{"field": value or list}`; of `_id` also `{"gt": n}`, by which one goes through a large table. */
function wantedOf(version: Version, filters: Readonly<Record<string, unknown>>): { wanted: Wanted[]; after?: number } {
  let after: number | undefined
  const wanted = Object.entries(filters).flatMap(([field, value]): Wanted[] => {
    if (field === '_id' && value !== null && typeof value === 'object' && 'gt' in value) {
      if (!Number.isSafeInteger(value.gt)) throw ckanInvalid('filters', '_id is an integer')
      after = value.gt as number
      return []
    }
    if (!version.columns.some((one) => one.field === field)) throw ckanInvalid('filters', `field "${field}" not in table`)
    const values = Array.isArray(value) ? value : [value]
    if (values.some((one) => one !== null && typeof one === 'object')) throw ckanInvalid('filters', `invalid value for field "${field}"`)
    return [{ field, values: values as Value[] }]
  })
  return { wanted, ...(after === undefined ? {} : { after }) }
}

function fieldsOf(version: Version, asked: readonly string[] | undefined): string[] {
  if (!asked) return ['_id', ...version.columns.map(({ field }) => field)]
  for (const field of asked) if (field !== '_id' && !version.columns.some((one) => one.field === field)) throw ckanInvalid('fields', `field "${field}" not in table`)
  return [...new Set(asked)]
}

function sortOf(version: Version, text: string | undefined): Order[] {
  return (text ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '' && !/^"?_id"?( asc)?$/.test(one)).map((one) => {
    const [, quoted, plain, way] = /^(?:"([^"]+)"|(\S+))(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?$/i.exec(one) ?? []
    const field = quoted ?? plain ?? one
    if (!version.columns.some((column) => column.field === field)) throw ckanInvalid('sort', `field "${field}" not in table`)
    return { field, down: way?.toLowerCase() === 'desc' }
  })
}

/** `q` is words for all fields, or an object of words by field. */
function wordsOf(version: Version, input: Input): { q?: string; words?: Record<string, string> } {
  const { q } = input
  if (q === undefined || q === null || q === '') return {}
  if (typeof q === 'string' && !q.trimStart().startsWith('{')) return { q }
  const words = Object.fromEntries(Object.entries(recordOf(input, 'q') ?? {}).map(([field, text]) => [field, String(text)]))
  for (const field of Object.keys(words)) if (!version.columns.some((one) => one.field === field)) throw ckanInvalid('q', `field "${field}" not in table`)
  return { words }
}

/** Refusals of the reads beneath, in CKAN's words. */
export const asCkan = (error: Refusal) => {
  if (error.status === 404 || error.status === 410) return ckanNotFound(String(error.detail.reason ?? 'Not found'))
  if (error.code === 'open_data.too_deep') return ckanInvalid('offset', `Must be at most ${String(error.detail.most)} with filters, q, sort or distinct: download the file, narrow the filters, or page by filters={"_id":{"gt":…}} without sort`)
  return ckanInvalid('message', error.code)
}
