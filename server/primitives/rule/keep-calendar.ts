import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { workingCalendar } from '#primitives/place'
import { calendarOf, type CalendarData } from './calendar.ts'
import { forget, heldForAWhile } from './held-for-a-while.ts'
import { rule, type CalendarFile } from './tables.ts'
import { compileCalendar, versionOf, type WorkingTime } from './working-time.ts'

const compiled = new Map<string, WorkingTime>()
const ready = (version: string, data: CalendarData): WorkingTime => {
  const known = compiled.get(version) ?? compileCalendar(data)
  compiled.set(version, known)
  return known
}

/** The working calendar that holds now. 当前工作日历 */
export async function currentCalendar(deed: Deed): Promise<WorkingTime> {
  const version = await heldForAWhile(deed, 'calendar', async () => (await rule(deed.tx).selectFrom('rule.calendar').select('version').orderBy('since', 'desc').limit(1).executeTakeFirst())?.version ?? null)
  if (version !== null) return calendarVersion(deed, version)
  const data = await composed(deed) // before the first seed or renewal
  return ready(versionOf(data), data)
}

/** The calendar that a deadline names. 指定版本的工作日历 */
export async function calendarVersion(deed: Deed, version: string): Promise<WorkingTime> {
  const known = compiled.get(version)
  if (known) return known
  const row = await rule(deed.tx).selectFrom('rule.calendar').select('data').where('version', '=', version).executeTakeFirst()
  if (row) return ready(version, row.data)
  const data = await composed(deed)
  if (versionOf(data) !== version) throw new Error(`the working calendar ${version} is lost`)
  return ready(version, data)
}

/** Takes up what changed: the package's published years, the city's hours, its own days. Returns whether there is a new version. 更新工作日历 */
export async function renewCalendar(deed: Deed): Promise<boolean> {
  const data = await composed(deed)
  const version = versionOf(data)
  const latest = await rule(deed.tx).selectFrom('rule.calendar').select('version').orderBy('since', 'desc').limit(1).executeTakeFirst()
  if (latest?.version === version) return false
  const row = { data: JSON.stringify(data) as unknown as CalendarData, published_to: data.publishedTo, since: deed.now }
  await rule(deed.tx).insertInto('rule.calendar').values({ version, ...row }).onConflict((conflict) => conflict.column('version').doUpdateSet({ since: deed.now })).execute()
  forget(deed, 'calendar')
  await record(deed, 'rule.calendar_renewed', 'calendar', { version, publishedTo: data.publishedTo })
  return true
}

export async function loadCalendar(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  const row = { content: JSON.stringify(content) as unknown as CalendarFile }
  await rule(deed.tx).insertInto('rule.calendar_source').values({ path, ...row }).onConflict((conflict) => conflict.column('path').doUpdateSet(row)).execute()
  await renewCalendar(deed)
}

async function composed(deed: Deed): Promise<CalendarData> {
  const { zone, hours, calendar } = await workingCalendar(deed)
  const files = await rule(deed.tx).selectFrom('rule.calendar_source').select('content').orderBy('path').execute()
  return calendarOf(zone, hours, files.flatMap(({ content }) => content.overrides), files.flatMap(({ content }) => content.published.map(({ year }) => year)), calendar === 'china' ? 'china' : 'weekdays')
}
