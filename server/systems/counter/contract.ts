import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, DivisionCode, Instant, listOf, nullable, object, ShortText, Uuid } from '#base/shapes'
import { ConfirmAtCounter } from '#contracts/account'
import { BeginApplication, CounterApplication } from '#contracts/application'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const maybe = Type.Optional
const { name, number, document, phone, code, replacePhone, merge } = ConfirmAtCounter.properties
const Window = Type.Integer({ minimum: 1, maximum: 1000 })

/** A window of a hall. */
export const AtWindow = object({ hall: Code, counter: Code, window: Window })
export type AtWindow = Static<typeof AtWindow>
/** `ticket`: the number that was called. Without `person` the window's reader says who it is. */
export const BeginVisit = object({ id: ClientId, ...AtWindow.properties, ticket: maybe(Uuid), person: maybe(object({ name, number, document })) })
export type BeginVisit = Static<typeof BeginVisit>
export const VisitId = object({ visitId: Uuid })
export const VisitQuery = object({ number: maybe(ShortText(20)) })
/** At a door: the sheet with the person's signature, photographed, or who was there when they said yes. */
export const BeginAtDoor = object({ id: ClientId, person: object({ name, number, document }), consent: object({ photo: maybe(Uuid), witness: maybe(ShortText(60)) }) })
export type BeginAtDoor = Static<typeof BeginAtDoor>
/** `door`: where the person lives; null = at a window, and then hall, counter and window are not. `level`: 3 = seen here. `phone`: of the person's account, masked; null = has none. `reader`: whether this city has card readers at its windows. */
export const Visit = object({
  id: Uuid, hall: nullable(Code), counter: nullable(Code), window: nullable(Window), door: nullable(Type.String()), ticket: nullable(Type.String()), name: Type.String(), number: Type.String(), seenHow: oneOf('read', 'typed'), document, level: Count(3), phone: nullable(Type.String()), begunAt: Instant, endedAt: nullable(Instant),
  applications: listOf(object({ ...CounterApplication.properties, handed: listOf(Type.String(), 60) }), 40),
})
export type Visit = Static<typeof Visit>
export const DoorNow = object({ visit: nullable(Visit) })
export type DoorNow = Static<typeof DoorNow>
export const WindowNow = object({ reader: Type.Boolean(), visit: nullable(Visit) })
export type WindowNow = Static<typeof WindowNow>
/** The code that was sent to the phone, read aloud: from then on the person logs in with it. */
export const GivePhone = object({ phone, code, replacePhone, merge })
export type GivePhone = Static<typeof GivePhone>
/** `formVersion`: of the paper form whose code was scanned. */
export const BeginHere = object({ id: ClientId, item: Code, formVersion: BeginApplication.properties.formVersion, division: maybe(DivisionCode) })
export type BeginHere = Static<typeof BeginHere>
export const VisitApplicationId = object({ visitId: Uuid, applicationId: Uuid })
export const VisitPaperId = object({ visitId: Uuid, applicationId: Uuid, paperId: Uuid })
/** `papers`: ids of letters and licences that lie on the table, printed and signed for. */
export const HandOut = object({ id: ClientId, application: Uuid, papers: Type.Array(Uuid, { minItems: 1, maxItems: 20, uniqueItems: true }) })
export type HandOut = Static<typeof HandOut>
