import type { Deed } from '#base/deed'
import { divisionAt, stepsOf } from '#primitives/place'
import { decide } from '#primitives/rule'
import type { Holder, Level, Opening, Time } from '#primitives/matter'
import type { Item } from '../catalogue/items.ts'
import type { Source } from '../tables.ts'

const desks: readonly Level[] = ['street', 'district', 'city']

/** Whose desk has it first: a worker's own community, otherwise the lowest desk that keeps watch (street, else district, else the city). 首接网格中心 */
export async function firstHolder(deed: Deed, divisionPath: string, byWorker: boolean): Promise<Holder> {
  if (byWorker) return { level: (await divisionAt(deed, divisionPath))?.level ?? 'community', path: divisionPath } as Holder
  for (const path of stepsOf(divisionPath).reverse()) {
    const division = await divisionAt(deed, path)
    if (division && desks.includes(division.level)) return { level: division.level, path }
  }
  return { level: 'city', path: '' }
}

/** The item's own limits, by the rule table that holds every number once. 事项时限 */
export async function limitsOf(deed: Deed, item: Item): Promise<Record<string, Time>> {
  const limits: Record<string, Time> = {}
  for (const [name, row] of [['receive', item.receive_limit], ['handle', item.handle_limit], ['verify', item.verify_limit]] as const) {
    const { outcome } = await decide(deed, 'limits', { limit: row })
    if (outcome) limits[name] = outcome.time as Time
  }
  return limits
}

/** The matter that an incident is. */
export async function openingOf(deed: Deed, id: string, item: Item | null, divisionPath: string, source: Source, followed: boolean): Promise<Opening> {
  const byWorker = source === 'grid_worker'
  return {
    id, kind: 'incident', divisionPath, holder: await firstHolder(deed, divisionPath, byWorker), source, publicity: 'link', facts: { followed },
    ...(item ? { item: item.code, urgent: item.urgency !== 'ordinary', limits: await limitsOf(deed, item) } : {}),
    ...(byWorker ? { start: 'accepted' } : {}),
  }
}
