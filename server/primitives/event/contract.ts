import { Type, type Static } from 'typebox'
import { Instant, listOf, nullable, object, ShortText, Uuid } from '#base/shapes'

export const ParkedDeliveryId = object({ eventId: Uuid, listener: Type.String({ maxLength: 100, pattern: '^[a-z0-9_.-]+$' }) })
export const ParkedDelivery = object({
  eventId: Uuid, listener: ShortText(100), name: ShortText(100), subjectId: ShortText(100), tries: Type.Integer(), parkedAt: Instant, fault: nullable(Type.String()), waiting: Type.Integer(),
})
export type ParkedDelivery = Static<typeof ParkedDelivery>
export const ParkedDeliveries = object({ items: listOf(ParkedDelivery, 200) })
export const Retried = object({ id: Uuid })
