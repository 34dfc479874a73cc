import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { keys } from '#base/keys'
import { cityOf } from '#primitives/place'
import { governance } from '../tables.ts'

/** Out of a hundred, by a secret of the city: nobody can choose an id that is never drawn, and the same one is always drawn alike. */
const lot = (incidentId: string): number => keys().blind('governance.sample', incidentId)[0]!.digest.readUInt32BE(0) % 100

/** Draws from what was mended on the spot as many in a hundred as the city says. 抽查抽取 */
async function drawSample(deed: Deed, events: readonly EventMessage[]): Promise<void> {
  const percent = (await cityOf(deed)).recheck_percent ?? 0
  const drawn = events.filter((event) => lot(event.subjectId) < percent)
  if (drawn.length === 0) return
  await governance(deed.tx).insertInto('governance.sample')
    .values(drawn.map((event) => ({ incident_id: event.subjectId, division_path: String(event.detail.division), drawn_at: deed.now, checked_at: null })))
    .onConflict((row) => row.column('incident_id').doUpdateSet({ drawn_at: deed.now, checked_at: null })).execute()
}

async function markChecked(deed: Deed, events: readonly EventMessage[]): Promise<void> {
  await governance(deed.tx).updateTable('governance.sample').set({ checked_at: deed.now }).where('incident_id', 'in', events.map((event) => event.subjectId)).where('checked_at', 'is', null).execute()
}

export const sampleListeners: readonly Listener[] = [
  { name: 'governance.draw_sample', on: 'matter.advanced', where: { kind: ['incident'], action: ['mend'] }, performAll: drawSample },
  { name: 'governance.mark_checked', on: 'matter.advanced', where: { kind: ['incident'], action: ['recheck', 'recheck_fail'] }, performAll: markChecked },
]
