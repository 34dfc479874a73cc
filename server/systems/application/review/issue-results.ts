import { cityDay } from '#base/clock'
import type { Deed } from '#base/deed'
import { holds, type Values } from '#base/form'
import { jobActor } from '#base/jobs'
import { cityOf, divisionLine, findDivision } from '#primitives/place'
import { held, issueLicence } from '#systems/licence'
import type { ItemSaid } from '#systems/service-item'
import type { ApplicationRow } from '../find-application.ts'
import { foundFirm } from './found-firm.ts'
import { openFound } from './found-values.ts'
import { issued, valueOf, type Issued, type Results } from './result-values.ts'

export const basisOf = ({ number }: Pick<ApplicationRow, 'number'>): string => `application:${number}`

/** Issues what the item gives, in the transaction of the approval: both stand, or neither. True when everything is with the person by that. 出证 */
export async function issueResults(deed: Deed, row: ApplicationRow, item: Pick<ItemSaid, 'name' | 'results'>, values: Values): Promise<boolean> {
  const { zone } = await cityOf(deed)
  const known = { today: cityDay(deed.now, zone), district: (await divisionLine(deed, row.division_path)).find(({ level }) => level === 'district')?.name }
  const found = openFound(row)
  const platform: Deed = { ...deed, subject: null, actor: jobActor('application.issue_results') } // the approval decided it; the unit's post needs no further right
  let inHand = true
  for (const { licence, issue } of issued(item)) {
    const places = await placesIn(deed, issue, values)
    const filled = Object.fromEntries(Object.entries(issue.values).flatMap(([code, source]) => { const value = valueOf(source, values, { ...known, places }) ?? found[code]; return value === undefined ? [] : [[code, value]] }))
    const inPlace = issue.instead !== undefined && holds(issue.instead, values) ? `${item.name} ${row.number}` : undefined
    const founded = issue.founds ? await foundFirm(platform, row, issue.founds, { values, found }) : null
    await issueLicence(platform, { kind: licence, holderId: founded?.firm.id ?? row.person_id, unitId: row.unit_id, basis: basisOf(row), values: filled, ...(inPlace === undefined ? {} : { inPlace }) })
    inHand &&= founded === null || founded.headed // a wallet that nobody may open yet is in nobody's hand
  }
  return inHand && (item.results ?? []).every(({ licence, issue }) => licence === undefined || issue?.hand === 'wallet')
}

/** City and district of the divisions that the form holds, of those that a licence says. */
async function placesIn(deed: Deed, { values: sources }: Issued['issue'], values: Values): Promise<Record<string, string>> {
  const { name: city } = await cityOf(deed)
  const places: Record<string, string> = {}
  for (const source of Object.values(sources)) {
    const region = 'field' in source ? source.region : undefined
    const division = region === undefined ? null : await findDivision(deed, String(values[region]))
    if (division) places[region!] = city + ((await divisionLine(deed, division.path)).find(({ level }) => level === 'district')?.name ?? '')
  }
  return places
}

/** Whether the person has in force what an approval would give: a human being looks at that. */
export const hasAlready = async (deed: Deed, row: ApplicationRow, item: Results): Promise<boolean> => (await held(deed, row.person_id, issued(item).map(({ licence }) => licence))).length > 0
