import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { sources } from './case-actions.ts'
import type { FigureQuery, Figures, Source, UnitFigures } from './contract.ts'
import { ratingSettings } from './rating-settings.ts'
import { rating } from './tables.ts'

type Row = Readonly<{ unit_id: string; source: Source; item_code: string; item_name: string; levels: number[] | null; bad: number | null; due: number | null; mended: number | null; ratings: number | null; as_of: Date | null }>
type Counted = UnitFigures['figures']

/** How units are rated, by item; a unit's sum is that of the items that have enough ratings, so that it tells no more than they do. 公开评价统计 */
export async function findFigures(deed: Deed, { unit, item, limit = 50, after = '' }: Static<typeof FigureQuery>): Promise<Figures> {
  const { least_group: leastGroup } = await ratingSettings(deed)
  const narrow = sql`${unit === undefined ? sql`true` : sql`t.unit_id = ${unit}`} and ${item === undefined ? sql`true` : sql`t.item_code = ${item}`}`
  const { rows: units } = await sql<{ unit_id: string }>`select distinct t.unit_id from rating.tally t where t.unit_id > ${after} and ${narrow} order by 1 limit ${limit + 1}`.execute(rating(deed.tx))
  const ids = units.slice(0, limit).map(({ unit_id }) => unit_id)
  const { rows } = await sql<Row>`select t.unit_id, t.source, t.item_code, max(t.item_name) as item_name, f.levels, f.bad, f.due, f.mended, f.ratings, f.as_of from rating.tally t
    left join rating.figure f on f.unit_id = t.unit_id and f.source = t.source and f.item_code = t.item_code
    where t.unit_id = any(${ids}::text[]) and ${narrow} group by t.unit_id, t.source, t.item_code, f.levels, f.bad, f.due, f.mended, f.ratings, f.as_of order by f.ratings desc nulls last, t.item_code limit 5000`.execute(rating(deed.tx))
  const names = await findUnits(deed, ids)
  return {
    leastGroup, next: units.length > limit ? ids.at(-1)! : null,
    items: ids.map((id) => {
      const items = rows.filter(({ unit_id }) => unit_id === id).slice(0, 500).map((row): UnitFigures['items'][number] => ({ source: row.source, item: { code: row.item_code, name: row.item_name }, figures: counted(row) }))
      return { unit: { code: id, name: names.get(id)?.name ?? id }, figures: summed(items.map(({ figures }) => figures)), items: items.toSorted((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source)) }
    }),
  }
}

const counted = ({ levels, ratings, bad, due, mended, as_of: asOf }: Row): Counted => (levels === null ? null : { levels, ratings: ratings!, good: ratings! - bad!, bad: bad!, due: due!, mended: mended!, asOf: asOf!.toISOString() })

function summed(all: readonly Counted[]): Counted {
  const known = all.filter((one) => one !== null)
  if (known.length === 0) return null
  const sum = (of: (one: NonNullable<Counted>) => number): number => known.reduce((total, one) => total + of(one), 0)
  return { levels: [0, 1, 2, 3, 4].map((at) => sum((one) => one.levels[at]!)), ratings: sum((one) => one.ratings), good: sum((one) => one.good), bad: sum((one) => one.bad), due: sum((one) => one.due), mended: sum((one) => one.mended), asOf: known.map((one) => one.asOf).sort()[0]! }
}
