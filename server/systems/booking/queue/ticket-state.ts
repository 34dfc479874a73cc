import type { Selectable } from 'kysely'
import type { BookingTables } from '../tables.ts'

export type TicketRow = Selectable<BookingTables['booking.ticket']>
export type TicketState = 'waiting' | 'called' | 'served' | 'absent'

/** What became of a number, from the moments that are written down. 号的状态 */
export const ticketState = ({ called_at, ended_how }: Pick<TicketRow, 'called_at' | 'ended_how'>): TicketState => ended_how ?? (called_at === null ? 'waiting' : 'called')
