import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { departmentScope, scopeFor } from '#primitives/access'
import { type StatisticsBy, type StatisticsQuery } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import { cityToday, requireDivision } from '#primitives/place'
import { requireItem } from '../catalogue/items.ts'
import type { StatisticsFilter } from '../contract.ts'
import { requirePeriod, type Period } from './period.ts'

export const STATISTICS = 'governance.statistics.read'
export type Asked = Readonly<{ query: Omit<StatisticsQuery, 'by'>; period: Period; root: string; scopes: readonly string[] }>

/** What a filter may ask: its division within the actor's scope, its unit within the actor's departments, known items, a period that has an end. 统计口径 */
export async function askStatistics(deed: Deed, filter: StatisticsFilter): Promise<Asked> {
  const under = filter.division ? (await requireDivision(deed, filter.division)).path : undefined
  const scopes = scopeFor(deed, STATISTICS, under)
  const departments = departmentScope(deed, STATISTICS)
  if (filter.unit) {
    await requireUnit(deed, filter.unit)
    if (departments && !departments.includes(filter.unit)) throw forbidden('access.scope_outside')
  }
  if (filter.item) await requireItem(deed, filter.item)
  const period = requirePeriod(filter.from, filter.to, await cityToday(deed))
  const units = filter.unit ? [filter.unit] : (departments ?? undefined)
  const root = under ?? common(scopes)
  return { period, root, scopes, query: { kinds: ['incident'], scopes, ...period, units, items: filter.item ? [filter.item] : undefined, depth: root === '' ? 1 : root.split('/').length + 1 } }
}

/** The narrowest place that holds all of these. */
function common(scopes: readonly string[]): string {
  if (scopes.length === 0) return ''
  const lines = scopes.map((scope) => (scope === '' ? [] : scope.split('/')))
  const shared = lines[0]!.findIndex((code, at) => !lines.every((line) => line[at] === code))
  return lines[0]!.slice(0, shared === -1 ? Math.min(...lines.map((line) => line.length)) : shared).join('/')
}

export const groupOf = (filter: StatisticsFilter): StatisticsBy => (filter.by === 'period' ? (filter.every ?? 'day') : (filter.by ?? 'division'))
