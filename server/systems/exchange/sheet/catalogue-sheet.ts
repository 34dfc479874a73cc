import type { Readable } from 'node:stream'
import { streamSheet, type Choices } from '#base/spreadsheet'
import type { Deed } from '#base/deed'
import { exchange, type ExchangeTables } from '../tables.ts'
import { catalogueColumns, choicesOf, wordOf, type CatalogueColumn, type Worded } from './catalogue-columns.ts'

type Resource = ExchangeTables['exchange.resource']
type Line = Record<CatalogueColumn, string>
const BLANK_ROWS = 200
const offered = ['library', 'format', 'share', 'open', 'cycle', 'classified', 'type', 'key', 'required', 'grade', 'level', 'personal', 'mask', 'division'] as const satisfies readonly (Worded & CatalogueColumn)[]

/** What a department has in the catalogue now, to be brought out in the shape in which it may come back. 本单位目录 */
export const ownResources = (deed: Deed): Promise<Resource[]> =>
  exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('unit_id', '=', deed.actor.departmentId ?? '').where('withdrawn_at', 'is', null).orderBy('code').execute()

/** The catalogue of a department as a sheet, one row a field; without entries an empty one to fill, with lists to choose from. 目录表 */
export function catalogueSheet(resources: readonly Resource[], blank: boolean): Readable {
  const choices: Choices<CatalogueColumn> = Object.fromEntries(offered.map((of) => [of, choicesOf(of)]))
  async function* lines(): AsyncGenerator<Line> {
    for (const resource of resources) yield* linesOf(resource)
    if (blank) for (let row = 0; row < BLANK_ROWS; row++) yield Object.fromEntries(catalogueColumns.map(({ field }) => [field, ''])) as Line
  }
  return streamSheet('目录', catalogueColumns, lines(), () => choices)
}

const yes = (is: boolean): string => (is ? '是' : '否')

function* linesOf(resource: Resource): Generator<Line> {
  const { code, name, summary, theme, share_condition, share_basis, derived_from, derived_reason } = resource
  for (const one of resource.fields)
    yield {
      code, name, summary, theme, library: wordOf('library', resource.library ?? ''), format: wordOf('format', resource.format), share: wordOf('share', resource.share), share_condition, share_basis, modes: resource.modes.map((mode) => wordOf('mode', mode)).join('、') || '无',
      open: wordOf('open', resource.open), cycle: wordOf('cycle', resource.cycle), classified: wordOf('classified', 'none'), derived_from: derived_from.join('、'), derived_reason,
      field_name: one.name, field: one.field, type: wordOf('type', one.type), length: one.length === null ? '' : String(one.length), key: yes(one.key), required: yes(one.required), grade: String(one.grade), level: wordOf('level', one.level),
      personal: wordOf('personal', one.personal ?? ''), mask: wordOf('mask', one.mask), division: yes(one.division ?? false),
    }
}
