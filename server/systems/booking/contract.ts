import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Day, DivisionCode, Instant, listOf, nullable, object, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const maybe = Type.Optional
const Named = object({ code: Code, name: Type.String() })
export const BookingState = oneOf('booked', 'arrived', 'missed', 'cancelled')

/** Halls that serve an item, those of the division first. */
export const HallQuery = object({ item: maybe(Code), division: maybe(DivisionCode) })
export const Hall = object({
  code: Code, name: Type.String(), division: Named, address: nullable(Type.String()), phone: nullable(Type.String()), hours: listOf(object({ from: Type.String(), to: Type.String() }), 6),
  aheadDays: Count(400), cancelBeforeMinutes: Count(100_000), counters: listOf(object({ code: Code, name: Type.String(), windows: Count(1000), items: listOf(Named, 400) }), 20), source: Type.String(),
})
export type Hall = Static<typeof Hall>
/** `rule`: what follows from not coming; a walk-in number needs no booking. */
export const Halls = object({ items: listOf(Hall, 200), rule: object({ missed: Count(100), withinDays: Count(1000), pauseDays: Count(1000), source: Type.String() }) })
export type Halls = Static<typeof Halls>

export const HallId = object({ hall: Code })
export const SlotQuery = object({ item: Code })
export const Slot = object({ startsAt: Instant, endsAt: Instant, places: Count(1000), free: Count(1000), closed: nullable(Type.String()) })
/** `open`: unpublished = the days off of that year are not known yet, so nothing is promised. */
export const SlotDay = object({ day: Day, open: oneOf('open', 'closed', 'unpublished'), slots: listOf(Slot, 200) })
export const Slots = object({ hall: Code, counter: Named, days: listOf(SlotDay, 400) })
export type Slots = Static<typeof Slots>

export const BookVisit = object({ id: ClientId, hall: Code, item: Code, startsAt: Instant })
export type BookVisit = Static<typeof BookVisit>
/** `here`: the person stands at the desk; otherwise it is a caller. Whoever is not known yet is registered by `name`. */
export const BookForPerson = object({ ...BookVisit.properties, number: ShortText(30), name: maybe(ShortText(60)), phone: maybe(ShortText(20)), here: Type.Boolean() })
export type BookForPerson = Static<typeof BookForPerson>
export const BookingId = object({ bookingId: Uuid })
export const Booking = object({
  id: Uuid, number: Type.String(), state: BookingState, item: Named, hall: object({ code: Code, name: Type.String(), address: nullable(Type.String()), phone: nullable(Type.String()) }), counter: Type.String(),
  startsAt: Instant, endsAt: Instant, changeUntil: Instant, cancelledHow: nullable(oneOf('person', 'hall')), ticket: nullable(Type.String()),
})
export type Booking = Static<typeof Booking>
/** `qr`: the number as an SVG picture. */
export const ShownBooking = object({ ...Booking.properties, qr: Type.String() })
export type ShownBooking = Static<typeof ShownBooking>
/** `pausedUntil`: the last day without booking online. */
export const OwnBookings = object({ items: listOf(Booking, 200), pausedUntil: nullable(Day) })
export type OwnBookings = Static<typeof OwnBookings>
export const ChangeBooking = object({ startsAt: Instant })

export const DeskDayQuery = object({ on: maybe(Day) })
export const DeskBooking = object({ id: Uuid, number: Type.String(), state: BookingState, item: Type.String(), name: nullable(Type.String()), phone: nullable(Type.String()), ticket: nullable(Type.String()) })
export const DeskSlot = object({ ...Slot.properties, bookings: listOf(DeskBooking, 1000) })
export const DeskDay = object({ hall: Hall, day: Day, open: SlotDay.properties.open, counters: listOf(object({ code: Code, name: Type.String(), lastTicket: nullable(Type.String()), slots: listOf(DeskSlot, 200) }), 20) })
export type DeskDay = Static<typeof DeskDay>
/** By booking number or identity number. */
export const Arrive = object({ said: ShortText(30) })
export const Arrived = object({ id: Uuid, number: Type.String(), item: Type.String(), startsAt: Instant, ticket: Type.String() })
export type Arrived = Static<typeof Arrived>
export const TakeTicket = object({ id: ClientId, counter: Code })
export const Ticket = object({ id: Uuid, ticket: Type.String() })
export type Ticket = Static<typeof Ticket>
export const CloseSlot = object({ counter: Code, startsAt: Instant, reason: ShortText(120) })
export const ClosedSlot = object({ told: Count(1000) })
export type ClosedSlot = Static<typeof ClosedSlot>

const Window = Type.Integer({ minimum: 1, maximum: 1000 })
export const TicketId = object({ ticketId: Uuid })
/** `window`: which of the windows of its kind. */
export const CallNext = object({ counter: Code, window: Window })
export type CallNext = Static<typeof CallNext>
/** `booked`: goes before those who just came, once its slot has begun. */
export const Waiting = object({ id: Uuid, ticket: Type.String(), booked: Type.Boolean(), since: Instant })
export type Waiting = Static<typeof Waiting>
export const CalledTicket = object({ ...Waiting.properties, calls: Count(1000), calledAt: Instant, item: nullable(Named) })
export type CalledTicket = Static<typeof CalledTicket>
export const QueueQuery = object({ counter: Code, window: Window })
export const Queue = object({ waiting: listOf(Waiting, 200), absent: listOf(Waiting, 20), here: nullable(CalledTicket) })
export type Queue = Static<typeof Queue>
/** What everybody in the hall sees: nobody's name. */
export const Wall = object({ hall: Named, at: Instant, counters: listOf(object({ code: Code, name: Type.String(), waiting: Count(100_000) }), 20), called: listOf(object({ ticket: Type.String(), counter: Type.String(), window: Window, at: Instant }), 12), missed: listOf(Type.String(), 12) })
export type Wall = Static<typeof Wall>
