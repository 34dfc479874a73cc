import { sql } from 'kysely'
import type { OwnList } from '#primitives/registry'
import { itemNames } from '#systems/service-item'
import { hallsOf } from './halls.ts'
import { stateOf } from './rules.ts'
import { booking } from './tables.ts'

const changedAt = sql<Date>`greatest(b.booked_at, b.cancelled_at, b.arrived_at, b.missed_at)`

/** One's own visits to halls, the newest thousand: open until one came, did not come or called off. 我的预约 */
export const ownBookings: OwnList = {
  kind: 'own', id: 'booking.own_bookings', of: 'booking',
  async page(deed, { before, open, limit }) {
    let query = booking(deed.tx).selectFrom((from) => from.selectFrom('booking.booking').selectAll().where('person_id', '=', deed.actor.id).orderBy('starts_at', 'desc').limit(1000).as('b')).selectAll().select(changedAt.as('changed_at'))
    if (before) query = query.where(sql<boolean>`(${changedAt}, b.id) < (${before.at}, ${before.id}::uuid)`)
    const still = sql<boolean>`num_nonnulls(b.cancelled_at, b.arrived_at, b.missed_at) = 0`
    if (open !== undefined) query = query.where(open ? still : sql<boolean>`not ${still}`)
    const rows = await query.orderBy(changedAt, 'desc').orderBy('b.id', 'desc').limit(limit).execute()
    const [names, there] = [await itemNames(deed, rows.map(({ item_code: code }) => code)), await hallsOf(deed, rows.map(({ hall_code: code }) => code))]
    return rows.map((row) => {
      const [state, hall] = [stateOf(row), there.get(row.hall_code)]
      const booked = state === 'booked'
      const changeable = booked && hall !== undefined && deed.now.getTime() < row.starts_at.getTime() - hall.cancel_before_minutes * 60_000
      return {
        id: row.id, number: row.number, title: names.get(row.item_code) ?? row.item_code, state, stateName: null, next: null, who: hall?.name ?? row.hall_code, at: row.changed_at, dueAt: booked ? row.starts_at : null, overdue: false, open: booked,
        turn: booked ? 'you' : 'nobody', href: `/booking/${row.id}`, can: changeable ? [{ action: 'cancel', name: null }] : [], remedies: [],
      }
    })
  },
}
