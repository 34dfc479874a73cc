import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Instant, listOf, nullable, object, pageOf, PageQuery, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const maybe = Type.Optional
const Named = object({ code: Code, name: Type.String() })
const version = maybe(Type.Integer({ minimum: 1, maximum: 1_000_000 }))
/** In fen. */
const Fen = Type.Integer({ minimum: 1, maximum: 100_000_000 })
const How = oneOf('online', 'cash', 'card')
const Word = Type.String({ maxLength: 200 })

export const ChargeId = object({ chargeId: Uuid })
export const TakingId = object({ chargeId: Uuid, takingId: Uuid })
export const RefundId = object({ refundId: Uuid })
export const OrderId = object({ orderId: Uuid })

const Receipt = nullable(object({ code: Type.String(), number: Type.String(), check: Type.String(), document: Type.Boolean() }))
const Refund = object({ id: Uuid, number: Type.String(), amount: Count(), reason: Named, state: oneOf('asked', 'approved', 'refunded', 'declined'), stateName: Type.String(), version: Count(), atCounter: Type.Boolean(), at: Instant, dueAt: nullable(Instant), why: nullable(Type.String()), note: nullable(Type.String()), own: Type.Boolean() })
const Taking = object({ id: Uuid, how: How, amount: Count(), takenAt: Instant, surplus: Type.Boolean(), channel: nullable(Type.String()), serial: nullable(Type.String()), receipt: Receipt, refund: nullable(Refund) })
/** A charge as whoever owes it, the counter and the unit see it. `full`: without the reduction. `online`: whether it can be paid online now. */
export const Charge = object({
  id: Uuid, state: oneOf('waiting', 'paid', 'cancelled', 'lapsed'), item: Named, unit: Named, feeBasis: Type.String(), full: Count(), amount: Count(), ways: listOf(How, 3), online: Type.Boolean(), broughtAt: Instant, paidAt: nullable(Instant), endedAt: nullable(Instant), takings: listOf(Taking, 50),
})
export type Charge = Static<typeof Charge>
/** Where the person is sent; `qr`: the same as an SVG picture, to be scanned by another device. */
export const PayOrder = object({ id: Uuid, payUrl: Type.String(), qr: Type.String(), expiresAt: Instant })
export type PayOrder = Static<typeof PayOrder>
/** What the platform calls in; its signature stands in the header haihe-signature. */
export const Notice = object({ order: Uuid, platform_order: Word, amount: Fen, paid_at: Instant, channel: Word, serial: Word })
export const NoticeTaken = object({ taken: Type.Literal(true) })

export const DeskFilter = object({ view: maybe(oneOf('waiting', 'paid', 'refunds', 'done', 'leak')), ...PageQuery })
export const ChargeRow = object({ id: Uuid, matter: Type.String(), state: Charge.properties.state, item: Named, unit: Named, amount: Count(), at: Instant, leak: nullable(oneOf('no_receipt', 'not_refunded', 'ended_paid')), refund: nullable(Refund.properties.state) })
export type ChargeRow = Static<typeof ChargeRow>
export const Charges = pageOf(ChargeRow)
export type Charges = Static<typeof Charges>
const ReasonShown = object({ code: Code, name: Type.String(), english: Type.String() })
/** `may`: what the actor can do with it now. */
export const DeskCharge = object({
  charge: Charge, matter: Type.String(), link: Type.String(), leak: ChargeRow.properties.leak, waiver: nullable(object({ amount: Count(), reason: Named, words: nullable(Type.String()), at: Instant })),
  waivers: listOf(ReasonShown, 40), refunds: listOf(ReasonShown, 40), may: object({ waive: Type.Boolean(), ask: listOf(Uuid, 50), decide: listOf(Uuid, 50) }),
})
export type DeskCharge = Static<typeof DeskCharge>
export const WaiveCharge = object({ amount: Fen, reason: Code, words: maybe(ShortText(500)) })
export type WaiveCharge = Static<typeof WaiveCharge>
/** The same id is the same refund. */
export const AskRefund = object({ id: ClientId, taking: Uuid, amount: Fen, reason: Code, words: ShortText(500) })
export type AskRefund = Static<typeof AskRefund>
export const ApproveRefund = object({ version })
export const DeclineRefund = object({ version, words: ShortText(500) })

/** `given`: what was laid on the table, of cash. `serial`: of a card the number on its slip. The same id is the same taking. */
export const TakeMoney = object({ id: ClientId, how: oneOf('cash', 'card'), given: maybe(Fen), serial: maybe(ShortText(40)) })
export type TakeMoney = Static<typeof TakeMoney>
const TillLine = object({ id: Uuid, kind: oneOf('cash', 'card', 'paid_out'), item: Type.String(), matter: Type.String(), amount: Count(), at: Instant })
const Settlement = object({ id: Uuid, settledAt: Instant, cashDue: Type.Integer(), cashCounted: Count(), cardDue: Count(), cardCounted: Count(), takings: Count(), words: nullable(Type.String()) })
/** What one post took and gave since it was last settled. */
export const Till = object({ since: nullable(Instant), cashDue: Type.Integer(), cardDue: Count(), lines: listOf(TillLine, 500), settled: listOf(Settlement, 20) })
export type Till = Static<typeof Till>
/** `cash`, `card`: what was counted. `due`: what the page showed; money that came since makes it 409. */
export const SettleTill = object({ id: ClientId, cash: Count(), card: Count(), due: object({ cash: Type.Integer({ minimum: -100_000_000, maximum: 1_000_000_000 }), card: Count() }), words: maybe(ShortText(500)) })
export type SettleTill = Static<typeof SettleTill>
/** What does not agree, for whoever oversees payments. */
export const RefusedNotice = object({ at: Instant, why: oneOf('unknown_order', 'order_differs', 'amount_differs'), order: nullable(Type.String()), amount: Count(), unit: nullable(Type.String()), serial: Type.String() })
export const RefusedNotices = object({ items: listOf(RefusedNotice, 200) })
export type RefusedNotices = Static<typeof RefusedNotices>

/** In a demo city only: the pretended pay page. */
export const DemoOrder = object({ amount: Count(), item: Type.String(), unit: Type.String(), open: Type.Boolean(), back: Type.String() })
export type DemoOrder = Static<typeof DemoOrder>
export const DemoPay = object({ lose: Type.Boolean() })
