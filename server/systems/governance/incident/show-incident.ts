import type { Deed } from '#base/deed'
import { filesOf } from '#primitives/file'
import { matterTrace, requireMatter } from '#primitives/matter'
import type { IncidentDetail } from '../contract.ts'
import { governance } from '../tables.ts'
import { adviceShown, adviseDispatch } from './dispatch-advice.ts'
import { maskedWords } from '../unit/masked-words.ts'
import { doableSteps } from './doable.ts'
import { incidentRows } from './find-incidents.ts'
import { requireReach } from './require-reach.ts'

/** One incident with what was said, the pictures, every step, and what the reader may do now. 事件详情 */
export async function showIncident(deed: Deed, incidentId: string): Promise<IncidentDetail> {
  const incident = await requireReach(deed, 'governance.incident.read', incidentId)
  const matter = await requireMatter(deed, incidentId)
  const reports = await governance(deed.tx).selectFrom('governance.report as r').innerJoin('governance.statement as s', (join) => join.onRef('s.incident_id', '=', 'r.incident_id').onRef('s.report_id', '=', 'r.id'))
    .select(['r.id', 's.words', 's.place_words', 'r.joined', 'r.at']).where('r.incident_id', '=', incidentId).orderBy('r.id').limit(200).execute()
  const files = (await filesOf(deed, 'governance', [incidentId])).get(incidentId) ?? []
  const may = await doableSteps(deed, incidentId)
  // a person at the desk calls back; another system needs no number
  const shown = deed.actor.kind === 'staff' || deed.actor.kind === 'person' ? (words: string) => words : maskedWords
  return {
    incident: (await incidentRows(deed, [matter]))[0]!,
    words: reports.map((report) => ({ id: report.id, words: shown(report.words), placeWords: shown(report.place_words), joined: report.joined, at: report.at.toISOString() })),
    photos: files.map((file) => ({ fileId: file.id, phase: file.use ?? 'before', at: file.uploadedAt.toISOString() })),
    may: may.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })),
    trace: await matterTrace(deed, incidentId, deed.actor.kind === 'staff' ? 'staff' : 'public'),
    advice: may.some((one) => one.action === 'dispatch') ? adviceShown(await adviseDispatch(deed, incident.item_code, matter.holder, incident.division_path)) : null,
  }
}
