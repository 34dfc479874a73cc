import type { Deed } from '#base/deed'
import { matterMedians, matterStatistics } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { divisionAt, divisionLine, divisionsUnder, isUnder } from '#primitives/place'
import { catalogue } from '../catalogue/items.ts'
import type { Statistics, StatisticsFilter } from '../contract.ts'
import { askStatistics, groupOf, type Asked } from './ask-statistics.ts'
import { add, figuresOf, noSums, type Sums } from './figures.ts'
import { stepsOfPeriod } from './period.ts'

type Named = Readonly<{ key: string; name: string; code: string | null }>

/** Accepted, handled, on time, returned, reopened, satisfied, and how long it took: by division, unit, item or period, in one snapshot. Screen, export and brief all read this. 事件统计 */
export async function incidentStatistics(deed: Deed, filter: StatisticsFilter): Promise<Statistics> {
  const asked = await askStatistics(deed, filter)
  const by = groupOf(filter)
  const rows = await matterStatistics(deed, { ...asked.query, by: [by, 'action'] })
  const medians = new Map((await matterMedians(deed, { ...asked.query, by: [by] })).map((row) => [row[by]!, row.median]))
  const whole = (await matterMedians(deed, { ...asked.query, by: [] }))[0]?.median ?? null
  const groups = new Map<string, Sums>(), total = noSums()
  for (const row of rows) {
    const key = row[by]!
    if (!groups.has(key)) groups.set(key, noSums())
    add(groups.get(key)!, row)
    add(total, row)
  }
  const named = await namesOf(deed, filter, asked, [...groups.keys()])
  return {
    ...asked.period, by: filter.by ?? 'division', every: filter.every ?? 'day', at: deed.now.toISOString(), division: (await divisionAt(deed, asked.root))?.code ?? null,
    divisionName: (await divisionLine(deed, asked.root)).map((one) => one.name).join(' ') || ((await divisionAt(deed, ''))?.name ?? ''),
    rows: named.map((one) => ({ ...one, ...figuresOf(groups.get(one.key) ?? noSums(), medians.get(one.key) ?? null) })), total: figuresOf(total, whole),
  }
}

async function namesOf(deed: Deed, filter: StatisticsFilter, asked: Asked, keys: readonly string[]): Promise<Named[]> {
  if (filter.by === 'period') return stepsOfPeriod(asked.period, filter.every ?? 'day').map((key) => ({ key, name: key, code: null }))
  if (filter.by === 'unit') {
    const units = await findUnits(deed, keys.filter((key) => key !== ''))
    return keys.map((key) => ({ key, name: key === '' ? '' : (units.get(key)?.shortName ?? key), code: key || null })).toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || a.key.localeCompare(b.key))
  }
  if (filter.by === 'item') {
    const { byCode } = await catalogue(deed)
    return keys.map((key) => ({ key, name: byCode.get(key)?.name ?? key, code: key || null })).toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || a.key.localeCompare(b.key))
  }
  // every place of the level is shown, those where nothing happened too
  const below = (await divisionsUnder(deed, asked.root)).filter((one) => one.path !== '' && one.path.split('/').length === asked.query.depth && one.level !== 'grid' && asked.scopes.some((scope) => isUnder(one.path, scope)))
  const paths = [...new Set([...below.map((one) => one.path), ...keys])].toSorted()
  return Promise.all(paths.map(async (path) => {
    const division = await divisionAt(deed, path)
    return { key: path, name: path === asked.root ? '' : (division?.name ?? path), code: path === asked.root ? null : (division?.code ?? null) }
  }))
}
