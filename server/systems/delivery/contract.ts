import { Type, type Static } from 'typebox'
import { Code, Count, DivisionCode, Instant, listOf, nullable, object, PageQuery, pageOf, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const maybe = Type.Optional
const Named = object({ code: Code, name: Type.String() })
export const Way = oneOf('wallet', 'counter', 'community', 'post', 'locker')
export type Way = Static<typeof Way>
const Carrier = oneOf('post', 'locker')
const Status = oneOf('moving', 'arrived', 'at_locker', 'received', 'returned', 'lost')
const Tracking = Type.String({ pattern: '^[A-Za-z0-9-]{4,40}$', maxLength: 40 })

export const ApplicationId = object({ applicationId: Uuid })
export const AtVisit = object({ visitId: Uuid, applicationId: Uuid })
/** A telephone of any kind; `division` and `address` where it is sent to. */
const Contact = object({ name: ShortText(60), phone: Type.String({ pattern: '^[0-9+][0-9 -]{4,19}$', maxLength: 20 }), division: maybe(DivisionCode), address: maybe(ShortText(200)) })
/** `to`: for post and community with an address, for a cabinet with a telephone alone. */
export const ChooseWay = object({ way: Way, to: maybe(Contact), cabinet: maybe(Code) })
export type ChooseWay = Static<typeof ChooseWay>

const Cabinet = object({ code: Code, name: Type.String(), place: Type.String() })
const Step = object({ id: Uuid, at: Instant, name: Type.String(), unit: nullable(Type.String()), reason: nullable(Type.String()), note: nullable(Type.String()) })
/** What the carrier said. */
const Moved = object({ at: Instant, status: Status, place: nullable(Type.String()) })
const To = object({ name: Type.String(), phone: Type.String(), division: nullable(object({ code: DivisionCode, name: Type.String() })), address: nullable(Type.String()) })
/** How one receives what an application gives, and where it is. `ways` empty: it comes with the decision. `chosen` null: the counter, until somebody chooses. `own`: what the city knows of the person, to begin with.
 *  `code`: opens the box; shown to nobody but the person. */
export const Receiving = object({
  application: Uuid, ways: listOf(Way, 5), chosen: nullable(object({ way: Way, to: nullable(To), cabinet: nullable(Cabinet), at: Instant, atCounter: Type.Boolean() })), mayChange: Type.Boolean(),
  own: nullable(object({ name: Type.String(), phone: nullable(Type.String()), address: nullable(Type.String()) })), cabinets: listOf(Cabinet, 200), carrier: Type.String(), postage: Type.String(), postageEnglish: Type.String(),
  parcel: nullable(object({
    number: Type.String(), way: Way, state: Code, stateName: Type.String(), final: Type.Boolean(), tracking: nullable(Type.String()), box: nullable(Type.String()), cabinet: nullable(Cabinet), code: nullable(Type.String()), dueAt: nullable(Instant), steps: listOf(Step, 200), moved: listOf(Moved, 200),
  })),
})
export type Receiving = Static<typeof Receiving>

export const ParcelId = object({ parcelId: Uuid })
export const ParcelFilter = object({ view: maybe(oneOf('to_pack', 'on_way', 'at_locker', 'lost', 'done')), ...PageQuery })
/** `name`, `phone`: masked. */
export const ParcelRow = object({
  id: Uuid, number: Type.String(), state: Code, stateName: Type.String(), final: Type.Boolean(), version: Count(), dueAt: nullable(Instant), overdue: Type.Boolean(), provisional: Type.Boolean(), since: Instant,
  item: Type.String(), application: Type.String(), applicationId: Uuid, attempt: Count(100), way: Way, cabinet: nullable(Cabinet), name: Type.String(), phone: Type.String(), tracking: nullable(Type.String()), box: nullable(Type.String()),
})
export type ParcelRow = Static<typeof ParcelRow>
export const Parcels = pageOf(ParcelRow)
export type Parcels = Static<typeof Parcels>
const Doable = object({ action: Code, name: Type.String(), needs: listOf(Type.String(), 10), reasons: nullable(listOf(Type.String(), 30)), usual: Type.Boolean() })
/** `asks`: a connector gives the number; otherwise the clerk types it. `division`: the address as far as the district. */
export const Parcel = object({ parcel: ParcelRow, division: nullable(Type.String()), asks: Type.Boolean(), steps: listOf(Step, 200), moved: listOf(Moved, 200), may: listOf(Doable, 10) })
export type Parcel = Static<typeof Parcel>

const version = maybe(Type.Integer({ minimum: 1, maximum: 1_000_000 }))
/** `tracking`: where no connector gives one. */
export const PackParcel = object({ version, tracking: maybe(Tracking) })
export type PackParcel = Static<typeof PackParcel>
export const PackedParcel = object({ id: Uuid, number: Type.String(), state: Code, version: Count() })
export const StepOnly = object({ version })
export const WordedStep = object({ version, words: ShortText(300) })
export type WordedStep = Static<typeof WordedStep>
export const ReasonedStep = object({ version, reason: ShortText(100), words: maybe(ShortText(300)) })
export type ReasonedStep = Static<typeof ReasonedStep>

/** Who signs: `t` seconds since 1970, `v1` HMAC-SHA256 in hex over the lines `t`, path, and the other fields in their order, an empty line where one is null. */
const Signed = { t: Type.Integer({ minimum: 0, maximum: 99_999_999_999 }), v1: Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 }) }
export const CarrierCode = object({ carrier: Carrier })
export const SaidWord = object({ id: Type.String({ pattern: '^[A-Za-z0-9._:-]{1,80}$', maxLength: 80 }), tracking: Tracking, status: Status, at: Instant, place: nullable(Type.String({ maxLength: 100 })), ...Signed })
export type SaidWord = Static<typeof SaidWord>
export const WordTaken = object({ taken: Type.Literal(true) })
export const CabinetCode = object({ cabinet: Code })
/** Exactly one of both: the code that was typed, or the number that the cabinet's reader read. */
export const OpenBox = object({ code: nullable(Type.String({ pattern: '^[0-9]{8}$', maxLength: 8 })), number: nullable(Type.String({ pattern: '^[0-9]{17}[0-9Xx]$', maxLength: 18 })), ...Signed })
export type OpenBox = Static<typeof OpenBox>
export const OpenedBoxes = object({ boxes: listOf(object({ box: Type.String(), tracking: Type.String() }), 20) })
export type OpenedBoxes = Static<typeof OpenedBoxes>

/** 查漏: chosen and not sent in its days; sent and no word; lost and not reissued. */
const DeliveryLeakKind = oneOf('not_sent', 'no_word', 'not_reissued')
export type DeliveryLeakKind = Static<typeof DeliveryLeakKind>
export const DeliveryLeakChosen = object({ kind: maybe(DeliveryLeakKind) })
/** Units and instants, nobody's name. */
export const DeliveryLeaks = object({
  kind: DeliveryLeakKind, kinds: listOf(object({ kind: DeliveryLeakKind, count: Count() }), 5),
  items: listOf(object({ id: Uuid, number: Type.String(), item: Named, unit: nullable(Named), stateName: Type.String(), since: Instant, provisional: Type.Boolean() }), 200),
})
export type DeliveryLeaks = Static<typeof DeliveryLeaks>
