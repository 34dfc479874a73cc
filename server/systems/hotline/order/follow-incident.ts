import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import { advance, findMatter } from '#primitives/matter'
import { hotline } from '../tables.ts'

/** When the incident that an order waits for ends: closed = the caller is called back; rejected or withdrawn = the order is the hotline's again. 跟随事件 */
export async function followIncident(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const incident = await findMatter(deed, subjectId)
  if (!incident?.final) return
  const waiting = await hotline(deed.tx).selectFrom('hotline.incident_link').selectAll().where('incident_id', '=', subjectId).where('ended_at', 'is', null).execute()
  for (const { order_id: orderId } of waiting) {
    // one that was joined to another goes on with that other
    const master = incident.state === 'merged' ? incident.masterId : null
    await hotline(deed.tx).updateTable('hotline.incident_link').set({ ended_at: deed.now }).where('order_id', '=', orderId).where('incident_id', '=', subjectId).execute()
    if (master) await hotline(deed.tx).insertInto('hotline.incident_link').values({ order_id: orderId, incident_id: master, how: 'joined', at: deed.now, ended_at: null }).onConflict((of) => of.doNothing()).execute()
    const order = await findMatter(deed, orderId)
    if (master || order?.state !== 'linked') continue
    if (incident.state === 'closed') await advance(deed, orderId, 'follow', { note: `事件 ${incident.number} 已办结` })
    else await advance(deed, orderId, 'unlink', { reason: `事件 ${incident.number} 没有受理` })
  }
}
