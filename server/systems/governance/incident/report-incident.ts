import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { keys } from '#base/keys'
import { attachFiles } from '#primitives/file'
import { openMatter } from '#primitives/matter'
import { requireDivision, toWgs84 } from '#primitives/place'
import { requireItem } from '../catalogue/items.ts'
import type { ReportedIncident, ReportIncident } from '../contract.ts'
import { governance, type Source } from '../tables.ts'
import { doubtOf } from './doubt-of.ts'
import { openingOf } from './opening-of.ts'

/** Ways in that may not know where: the city's own desk finds out. */
const unplaced: readonly Source[] = ['open311', 'hotline']

/** Takes a report in: the incident, its matter and clock, the reporter's words, the pictures. The same id twice is the same incident. 事件上报 */
export async function reportIncident(deed: Deed, report: ReportIncident, source: Source): Promise<ReportedIncident> {
  const division = await requireDivision(deed, report.divisionCode)
  if (division.level === 'city' && !unplaced.includes(source)) throw invalid('governance.division_too_wide')
  const item = report.itemCode ? await requireItem(deed, report.itemCode) : null
  if (item?.retired) throw invalid('governance.item_retired', { item: item.name })
  if (report.words.trim() === '' && !report.photos?.length) throw invalid('governance.report_empty')
  const point = report.coordinates ? await toWgs84(deed, report.coordinates) : null
  const capturedAt = report.capturedAt ? new Date(report.capturedAt) : null
  const quarantined = await doubtOf(deed, source, division.path, capturedAt)

  const personId = deed.actor.kind === 'person' || deed.actor.kind === 'staff' ? deed.actor.id : null
  const matter = await openMatter(deed, await openingOf(deed, report.id, item, division.path, source, personId !== null || report.contact !== undefined))
  const answer = { id: matter.id, number: matter.number, state: matter.state, version: matter.version, dueAt: matter.dueAt?.toISOString() ?? null, repeated: matter.repeated, token: matter.token }
  if (matter.repeated) return answer
  const contact = report.contact ? keys().seal('governance.report.contact', report.contact) : null
  await sql`with made as (
      insert into governance.incident (id, item_code, source, division_path, longitude, latitude, captured_at, received_at, quarantined, publishable)
      values (${report.id}, ${item?.code ?? null}, ${source}, ${division.path}, ${point?.longitude ?? null}, ${point?.latitude ?? null}, ${capturedAt}, ${deed.now}, ${quarantined}, ${item?.public ?? false})),
    counted as (insert into governance.report (id, incident_id, joined, at) values (${report.id}, ${report.id}, false, ${deed.now}))
    insert into governance.statement (report_id, incident_id, person_id, words, place_words, division_path, contact)
    values (${report.id}, ${report.id}, ${personId}, ${report.words}, ${report.placeWords ?? ''}, ${division.path}, ${contact})`.execute(governance(deed.tx))
  await attachFiles(deed, { home: 'governance', subjectId: report.id, use: 'before' }, report.photos ?? [])
  return answer
}
