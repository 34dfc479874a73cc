import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { attachFiles } from '#primitives/file'
import { advance, type Input } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import type { AdvancedIncident, CloseWhistle, PassOnWhistle } from '../contract.ts'
import { advanced } from '../incident/advance-incident.ts'
import { governance } from '../tables.ts'
import { requireWhistle, whistleGate } from './whistle-reach.ts'

/** One step of a whistle that needs nothing of its own. When it is over, its place is free for another. 哨的流转 */
export async function advanceWhistle(deed: Deed, permission: string, id: string, action: string, input: Input): Promise<AdvancedIncident> {
  const matter = await advance(deed, id, action, input, whistleGate(deed, permission))
  if (input.evidence?.length) await attachFiles(deed, { home: 'governance', subjectId: id, use: 'progress' }, input.evidence)
  if (matter.final) await governance(deed.tx).deleteFrom('governance.whistle_running').where('whistle_id', '=', id).execute()
  return advanced(matter)
}

/** The district's grid centre sends the departments that the street named; which of them leads it may change. 转办 */
export async function passOnWhistle(deed: Deed, id: string, { leadId, ...step }: Static<typeof PassOnWhistle>): Promise<AdvancedIncident> {
  const { unit_ids: named } = await requireWhistle(deed, 'governance.whistle.pass_on', id)
  const lead = leadId ?? named[0]!
  if (!named.includes(lead)) throw invalid('governance.whistle_not_named')
  const units = [lead, ...named.filter((unit) => unit !== lead)]
  if (lead !== named[0]) await governance(deed.tx).updateTable('governance.whistle').set({ unit_ids: units }).where('id', '=', id).execute()
  return advanceWhistle(deed, 'governance.whistle.pass_on', id, 'pass_on', { ...step, assignTo: { unitId: lead }, supporting: units.slice(1).map((unitId) => ({ unitId })) })
}

/** Another department must come too. 增加部门 */
export async function callAnother(deed: Deed, id: string, { supporting, ...step }: { supporting: readonly string[]; version?: number; note?: string }): Promise<AdvancedIncident> {
  const { unit_ids: named } = await requireWhistle(deed, 'governance.whistle.pass_on', id)
  for (const unit of supporting) await requireUnit(deed, unit)
  const fresh = [...new Set(supporting)].filter((unit) => !named.includes(unit))
  if (fresh.length === 0) throw invalid('governance.whistle_named_already')
  if (named.length + fresh.length > 11) throw invalid('governance.whistle_too_many')
  await governance(deed.tx).updateTable('governance.whistle').set({ unit_ids: [...named, ...fresh] }).where('id', '=', id).execute()
  return advanceWhistle(deed, 'governance.whistle.pass_on', id, 'add_supporting', { ...step, supporting: fresh.map((unitId) => ({ unitId })) })
}

/** Only the street closes, and says of each department that was called how it found it. 评分办结 */
export async function closeWhistle(deed: Deed, id: string, { scores, ...step }: CloseWhistle): Promise<AdvancedIncident> {
  const { unit_ids: called } = await requireWhistle(deed, 'governance.whistle.close', id)
  const scored = scores.map(({ unitId }) => unitId)
  if (new Set(scored).size !== scored.length || [...scored].sort().join() !== [...called].sort().join()) throw invalid('governance.whistle_scores')
  const matter = await advanceWhistle(deed, 'governance.whistle.close', id, 'close', { ...step, score: Math.round(scores.reduce((sum, { score }) => sum + score, 0) / scores.length) })
  await governance(deed.tx).insertInto('governance.whistle_score').values(scores.map(({ unitId, score, note }) => ({ whistle_id: id, unit_id: unitId, score, note: note || null, scored_at: deed.now }))).execute()
  return matter
}
