import type { Generated } from 'kysely'
import { tables } from '#base/database'
import type { Hall, NoShowRule } from './halls.ts'

export type BookingTables = {
  /** Who comes when for which item 预约: read by the person, the hall's unit and the unit that booked it, and by nobody else. */
  'booking.booking': {
    /** Made by the client: however often it is sent, it is one booking. */
    id: string
    /** What is said at the desk 预约号. */
    number: string
    /** Who comes. */
    person_id: string
    /** What for. */
    item_code: string
    /** Where. */
    hall_code: string
    /** At which kind of window. */
    counter: string
    /** The unit that keeps the hall. */
    unit_id: string
    /** The division of the hall. */
    division_path: string
    /** From when. */
    starts_at: Date
    /** Until when: whoever has not come by then did not come. */
    ends_at: Date
    /** The city's day. */
    on_day: string
    /** When it was made, or last changed. */
    booked_at: Date
    /** Who booked: the person, or a post for the person. */
    made_by: string
    /** The unit that booked for the person; null = the person. */
    made_by_unit: string | null
    /** When it was cancelled 取消; null = it was not. */
    cancelled_at: Date | null
    /** person: by whoever booked; hall: the hall closed the slot. */
    cancelled_how: 'person' | 'hall' | null
    /** When the person was at the desk 到场. */
    arrived_at: Date | null
    /** When it was noted that nobody had come 爽约. */
    missed_at: Date | null
    /** When the person was reminded. */
    reminded_at: Date | null
  }
  /** Halls 政务服务大厅 where people come: windows, hours, slots; from the city's folder. */
  'booking.hall': {
    /** What it is called in addresses; the same for ever. */
    code: string
    /** The unit that keeps it. */
    unit_id: string
    /** Where it stands for: the whole city, a district. */
    division_path: string
    /** What the file says of it. */
    content: Hall
    /** It left the folder: nothing more can be booked there. */
    retired: boolean
  }
  /** One open booking a person, item and day. */
  'booking.open_day': {
    /** Hash of person, item and day: it can be compared, not read. */
    key: string
    /** The open booking. */
    booking_id: string
  }
  /** Who may not book online for a while 暂停网上预约, because of not coming; a desk still books for them, and walking in stays open. */
  'booking.pause': {
    /** Who. */
    person_id: string
    /** From which day. */
    since_on: string
    /** Up to and including which day. */
    until_on: string
    /** When. */
    decided_at: Date
  }
  /** One place in a slot 号源, taken by one booking: its key is why nothing is booked twice. It names nobody. */
  'booking.place': {
    /** Where. */
    hall_code: string
    /** Which kind of window. */
    counter: string
    /** When the slot begins. */
    starts_at: Date
    /** Which place of the slot, from 1. */
    place: number
    /** Who has it, as a booking. */
    booking_id: string
  }
  /** The rule on who does not come 爽约规则, and when one is reminded; from the city's folder. */
  'booking.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: NoShowRule
  }
  /** A slot 时段 that somebody booked or the hall closed; its row is what bookings wait for one after another. */
  'booking.slot': {
    /** Where. */
    hall_code: string
    /** Which kind of window. */
    counter: string
    /** When it begins. */
    starts_at: Date
    /** Since when the hall takes nobody in it; null = it does. */
    closed_at: Date | null
    /** Why, as people were told. */
    closed_why: string | null
  }
  /** A number to wait with at the hall 取号: of somebody who booked, or who just came. */
  'booking.ticket': {
    /** Made by the client: one press, one number. */
    id: string
    /** Where. */
    hall_code: string
    /** For which kind of window. */
    counter: string
    /** The city's day. */
    on_day: string
    /** From 1 each day. */
    number: number
    /** The booking; null = came without one. */
    booking_id: string | null
    /** When the booked slot begins: from then on it goes before those who just came; null = came without one, or was called and not there. */
    booked_for: Date | null
    /** When. */
    taken_at: Date
    /** Since when it waits: when it was taken, or when whoever was called in vain came back. */
    waits_since: Date
    /** How often it was called. */
    calls: Generated<number>
    /** When it was last called 叫号; null = it waits. */
    called_at: Date | null
    /** To which of the windows of its kind; one window has one number at a time. */
    called_to: number | null
    /** The post at that window. */
    called_by: string | null
    /** When the window was done with it. */
    ended_at: Date | null
    /** served: whoever had it was served; absent: nobody came 过号. */
    ended_how: 'served' | 'absent' | null
  }
  /** The last number given out at a kind of window today. */
  'booking.ticket_count': {
    /** Where. */
    hall_code: string
    /** Which kind of window. */
    counter: string
    /** The city's day. */
    on_day: string
    /** The number. */
    last: number
  }
}
export const booking = tables<BookingTables>()
