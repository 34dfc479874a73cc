import type { Deed } from '#base/deed'
import { divisionIndex } from './division-index.ts'
import type { CitySettings } from './tables.ts'

/** What city.yaml says of the city. 城市 */
export async function cityOf(deed: Deed): Promise<CitySettings> {
  const { city } = await divisionIndex(deed)
  if (!city) throw new Error('no city is loaded: city.yaml is the first seed')
  return city
}

/** Zone and hours in which working time runs; which days are working days is the rule primitive's matter. 工作时间 */
export async function workingCalendar(deed: Deed): Promise<{ zone: string, hours: readonly { from: string, to: string }[], calendar: string | null }> {
  const { zone, working_hours: hours, calendar } = await cityOf(deed)
  return { zone, hours, calendar: calendar ?? null }
}
