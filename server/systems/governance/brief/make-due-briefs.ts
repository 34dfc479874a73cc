import { cityTime } from '#base/clock'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { cityOf, cityToday, divisionsUnder, type Division, type Level } from '#primitives/place'
import type { BriefKind } from '../contract.ts'
import { mondayOf, type Period } from '../statistics/period.ts'
import { governance } from '../tables.ts'
import { lastPeriod } from './brief-period.ts'
import { keepBrief } from './make-brief.ts'

/** city.yaml → briefs: when they are made, and of which levels. */
type Plan = { daily?: string; weekly?: string; levels: Level[] }
type Due = Readonly<{ kind: BriefKind; period: Period; divisions: Division[] }>

/** Makes the briefs that the city wants and that are not there yet: the day's once its hour has come, the week's from Monday on. 定时简报 */
export async function makeDueBriefs(run: JobRun): Promise<void> {
  for (const kind of ['daily', 'weekly'] as const) {
    const due = await run.read((deed) => dueOf(deed, kind))
    for (const division of due?.divisions ?? []) await run.perform((deed) => keepBrief(deed, kind, division, due!.period))
  }
}

async function dueOf(deed: Deed, kind: BriefKind): Promise<Due | null> {
  const city = await cityOf(deed)
  const plan = city.briefs as Plan | undefined
  const hour = plan?.[kind]
  if (!plan || !hour) return null
  const today = await cityToday(deed)
  if ((kind === 'daily' || today === mondayOf(today)) && cityTime(deed.now, city.zone) < hour) return null
  const period = lastPeriod(kind, today)
  const made = new Set((await governance(deed.tx).selectFrom('governance.brief').select('division_path').where('kind', '=', kind).where('from_on', '=', period.from).execute()).map((row) => row.division_path))
  return { kind, period, divisions: (await divisionsUnder(deed, '', plan.levels)).filter(({ path }) => !made.has(path)) }
}
