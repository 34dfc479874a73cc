import { cityDay } from '#base/clock'
import type { Deed } from '#base/deed'
import type { Values } from '#base/form'
import { jobActor } from '#base/jobs'
import { cityOf, divisionLine } from '#primitives/place'
import { held, issueLicence } from '#systems/licence'
import type { ItemSaid, LicenceSource } from '#systems/service-item'
import type { ApplicationRow } from '../find-application.ts'

type Results = Pick<ItemSaid, 'results'>
type Issued = { licence: string; issue: NonNullable<NonNullable<ItemSaid['results']>[number]['issue']> }
const issued = ({ results = [] }: Results): Issued[] => results.flatMap(({ licence, issue }) => (licence && issue ? [{ licence, issue }] : []))

export const basisOf = ({ number }: Pick<ApplicationRow, 'number'>): string => `application:${number}`

/** Issues what the item gives, in the transaction of the approval: both stand, or neither. True when everything is with the person by that. 出证 */
export async function issueResults(deed: Deed, row: ApplicationRow, item: Results, values: Values): Promise<boolean> {
  const { zone } = await cityOf(deed)
  const today = cityDay(deed.now, zone)
  const district = (await divisionLine(deed, row.division_path)).find(({ level }) => level === 'district')?.name
  const platform: Deed = { ...deed, subject: null, actor: jobActor('application.issue_results') } // the approval decided it; the unit's post needs no further right
  for (const { licence, issue } of issued(item)) {
    const filled = Object.fromEntries(Object.entries(issue.values).flatMap(([code, source]) => { const value = valueOf(source, values, { today, district }); return value === undefined ? [] : [[code, value]] }))
    await issueLicence(platform, { kind: licence, holderId: row.person_id, unitId: row.unit_id, basis: basisOf(row), values: filled })
  }
  return (item.results ?? []).every(({ licence, issue }) => licence === undefined || issue?.hand === 'wallet')
}

/** Whether the person has in force what an approval would give: a human being looks at that. */
export const hasAlready = async (deed: Deed, row: ApplicationRow, item: Results): Promise<boolean> => (await held(deed, row.person_id, issued(item).map(({ licence }) => licence))).length > 0

function valueOf(source: LicenceSource, values: Values, { today, district }: Readonly<{ today: string; district: string | undefined }>): string | number | undefined {
  if ('place' in source) return district
  if ('decided' in source) return source.decided === 'month' ? `${today.slice(0, 8)}01` : today
  const value = values[source.field]
  if (source.map) return source.map[String(value)]
  if (source.bands) return typeof value === 'number' ? source.bands.findLast(({ from }) => value >= from)?.as : undefined
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}
