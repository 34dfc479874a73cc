import { addDays } from '#base/clock'
import { matterStatistics } from '#primitives/matter'
import { cityToday, divisionLine, findDivision } from '#primitives/place'
import type { DataResource } from '#primitives/registry'

const DAYS = 365

/** How many incidents of a division were ended in the last year, and how many of them in time; figures alone, of nobody. 事件办结统计 */
export const closedIncidents: DataResource = {
  kind: 'resource', id: 'governance.closed_incidents', keys: ['division_code'],
  contract: { division_code: 'code', division_name: 'text', from_on: 'date', to_on: 'date', accepted: 'integer', closed: 'integer', on_time: 'integer', late: 'integer' },
  async one(deed, { value }) {
    const division = await findDivision(deed, value)
    if (!division) return []
    const to = await cityToday(deed)
    const from = addDays(to, 1 - DAYS)
    const [sum] = await matterStatistics(deed, { kinds: ['incident'], scopes: [''], under: division.path, from, to, by: [] })
    const line = await divisionLine(deed, division.path)
    return [{
      at: deed.now,
      values: {
        division_code: division.code, division_name: line.length > 0 ? line.map(({ name }) => name).join('') : division.name, from_on: from, to_on: to,
        accepted: sum?.accepted ?? 0, closed: sum?.resolved ?? 0, on_time: sum?.onTime ?? 0, late: sum?.late ?? 0,
      },
    }]
  },
}
