import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { matterStatistics, type StatisticsRow } from '#primitives/matter'
import { cityToday, divisionLine, divisionsUnder, findDivision, stepsOf } from '#primitives/place'
import type { DataResource, KeptRow } from '#primitives/registry'

const DAYS = 365
type Place = Readonly<{ code: string; name: string; path: string }>
type Span = Readonly<{ from: string; to: string }>

/** How many incidents of a division were ended in the last year, and how many of them in time; figures alone, of nobody. 事件办结统计 */
export const closedIncidents: DataResource = {
  kind: 'resource', id: 'governance.closed_incidents', keys: ['division_code'],
  contract: { division_code: 'code', division_name: 'text', from_on: 'date', to_on: 'date', accepted: 'integer', closed: 'integer', on_time: 'integer', late: 'integer' },
  async one(deed, { value }) {
    const division = await findDivision(deed, value)
    if (!division) return []
    const span = await lastYear(deed)
    const [sum] = await matterStatistics(deed, { kinds: ['incident'], scopes: [''], under: division.path, ...span, by: [] })
    return [await rowOf(deed, division, span, sum)]
  },
  // one question to the statistics for each depth that the page holds, not one for each division
  async page(deed, { under, after, limit }) {
    const last = after === null ? null : await findDivision(deed, after)
    if (after !== null && last === null) throw notFound('place.division_unknown', { division: after })
    const later = (await divisionsUnder(deed, under ?? '')).filter(({ path }) => last === null || path > last.path)
    const divisions = later.slice(0, limit)
    const span = await lastYear(deed)
    const sums = new Map<string, StatisticsRow>()
    for (const depth of new Set(divisions.map(depthOf)))
      for (const sum of await matterStatistics(deed, { kinds: ['incident'], scopes: [''], under: under ?? '', ...span, ...(depth === 0 ? { by: [] } : { by: ['division'], depth }) })) {
        const path = sum.division ?? ''
        if (stepsOf(path).length === depth) sums.set(path, sum)
      }
    const rows: KeptRow[] = []
    for (const division of divisions) rows.push(await rowOf(deed, division, span, sums.get(division.path)))
    return { rows, next: later.length > limit ? divisions.at(-1)!.code : null }
  },
}

const depthOf = ({ path }: Place): number => stepsOf(path).length

async function lastYear(deed: Deed): Promise<Span> {
  const to = await cityToday(deed)
  return { from: addDays(to, 1 - DAYS), to }
}

async function rowOf(deed: Deed, { code, name, path }: Place, { from, to }: Span, sum: StatisticsRow | undefined): Promise<KeptRow> {
  const line = await divisionLine(deed, path)
  return { at: deed.now, values: {
    division_code: code, division_name: line.length > 0 ? line.map((one) => one.name).join('') : name, from_on: from, to_on: to,
    accepted: sum?.accepted ?? 0, closed: sum?.resolved ?? 0, on_time: sum?.onTime ?? 0, late: sum?.late ?? 0,
  } }
}
