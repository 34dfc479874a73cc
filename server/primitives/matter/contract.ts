import { Type, type Static } from 'typebox'
import { Instant, LongText, listOf, nullable, object, PageQuery, ShortText, Uuid } from '#base/shapes'

const Word = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', maxLength: 40 })
const Name = Type.String({ maxLength: 300 })
const Text = Type.String({ maxLength: 4000 })
const Whole = Type.Integer({ minimum: 0, maximum: 2_000_000_000 })
const Unit = Type.Union([Type.Literal('minutes'), Type.Literal('hours'), Type.Literal('days'), Type.Literal('working_hours'), Type.Literal('working_days')])
export const Time = object({ amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }), unit: Unit })
const Level = Type.Union([Type.Literal('grid'), Type.Literal('community'), Type.Literal('street'), Type.Literal('district'), Type.Literal('city')])
const Publicity = Type.Union([Type.Literal('public'), Type.Literal('link'), Type.Literal('closed')])
const Scalar = Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()])
const Named = object({ id: Type.String({ maxLength: 100 }), name: Name })

export const MatterParams = object({ id: Uuid })
export const KindParams = object({ kind: Word })
export const TokenParams = object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', maxLength: 22 }) })
export const OrderParams = object({ id: Uuid, order: Uuid })

export const ShownMatter = object({
  id: Uuid, number: Type.String({ maxLength: 13 }), kind: Word, state: Word, stateName: Name, final: Type.Boolean(), version: Whole, cycle: Whole, divisionPath: Name, holder: object({ level: Level, path: Name }), item: nullable(Name), urgent: Type.Boolean(),
  publicity: Publicity, unitId: nullable(Name), postId: nullable(Uuid), facts: Type.Record(Word, Scalar, { maxProperties: 100 }), openedAt: Instant, dueAt: nullable(Instant), stateDueAt: nullable(Instant), provisional: Type.Boolean(),
  resolvedAt: nullable(Instant), closedAt: nullable(Instant), suspended: Type.Boolean(), score: nullable(Type.Integer({ minimum: 1, maximum: 5 })), masterId: nullable(Uuid), overdue: Type.Boolean(),
})
const Counted = object({ on: Type.String({ maxLength: 10 }), why: Name })
const Clock = object({
  name: Name, limit: Time, usedMinutes: Whole, standing: Type.Boolean(),
  explained: object({
    from: Instant, dueAt: Instant, amount: Type.Number(), unit: Unit, calendar: Name, provisional: Type.Boolean(), skipped: listOf(Counted, 5000), worked: listOf(Counted, 5000),
    pauses: listOf(object({ from: Instant, to: nullable(Instant), workingMinutes: Whole }), 1000), hours: nullable(listOf(object({ from: ShortText(5), to: ShortText(5) }), 6)),
  }),
})
export const Trace = object({
  matter: ShownMatter, kindName: Name, stateName: Name, whole: nullable(Clock), state: nullable(Clock),
  cycles: listOf(object({
    cycle: Whole, minutes: Whole, workingMinutes: Whole,
    held: listOf(object({ by: Type.Union([Type.Literal('unit'), Type.Literal('desk'), Type.Literal('pause')]), id: nullable(Name), name: Name, minutes: Whole, workingMinutes: Whole, now: Type.Boolean() }), 1000),
  }), 1000),
  steps: listOf(object({
    id: Uuid, cycle: Whole, at: Instant, action: Word, name: Name, from: nullable(Word), to: Word, toName: Name, unit: nullable(Named), given: nullable(Named), holder: Name, reason: nullable(Text), note: nullable(Text),
    because: nullable(object({ rule: Name, version: Whole, row: nullable(Whole), sentence: Text })), minutes: Whole, workingMinutes: Whole, limit: nullable(object({ name: Name, amount: Type.Number(), unit: Unit, dueAt: Instant })), onTime: nullable(Type.Boolean()),
    detail: Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { maxProperties: 50 }), actor: nullable(object({ kind: Name, id: Name, postId: nullable(Uuid) })),
  }), 10_000),
  ahead: listOf(object({ state: Word, name: Name, action: nullable(Word), actionName: nullable(Name), limit: nullable(Time) }), 100),
})
export type Trace = Static<typeof Trace>
export type ShownMatter = Static<typeof ShownMatter>

/** Where a matter is after a step. */
export const AdvancedMatter = object({ id: Uuid, number: ShortText(20), state: Word, version: Type.Integer() })
export type AdvancedMatter = Static<typeof AdvancedMatter>

export const Doables = object({ items: listOf(object({ action: Word, name: Name, needs: listOf(Word, 20), reasons: nullable(listOf(Name, 40)), usual: Type.Boolean() }), 100) })

/** A person's own things, whichever home keeps them; `of` is a sort of them, as `sorts` lists. */
export const OwnFilter = object({ of: Type.Optional(Word), open: Type.Optional(Type.Boolean()), ...PageQuery })
export type OwnFilter = Static<typeof OwnFilter>
const OwnThing = object({
  of: Word, id: Uuid, number: nullable(Name), title: Text, state: Word, stateName: nullable(Name), next: nullable(Name), who: nullable(Name), at: Instant, dueAt: nullable(Instant), overdue: Type.Boolean(), open: Type.Boolean(),
  turn: Type.Union([Type.Literal('you'), Type.Literal('city'), Type.Literal('nobody')]), href: Name, can: listOf(object({ action: Word, name: nullable(Name) }), 20), remedies: listOf(Name, 10),
})
export const OwnThings = object({ items: listOf(OwnThing, 200), next: nullable(Name), sorts: listOf(Word, 20) })
export type OwnThings = Static<typeof OwnThings>

export const NewOrder = object({ note: ShortText(2000), answerer: object({ unitId: ShortText(100), postId: Type.Optional(Uuid) }), limit: Time })
export const Answer = object({ answer: ShortText(4000) })
export const Order = object({
  id: Uuid, matterId: Uuid, number: Name, kindName: Name, note: LongText(2000), answerer: object({ unitId: Name, unitName: Name, postId: nullable(Uuid), postTitle: nullable(Name) }), orderedAt: Instant, dueAt: Instant, answeredAt: nullable(Instant), answer: nullable(LongText(4000)), overdue: Type.Boolean(),
})
export type Order = Static<typeof Order>
export const OrderList = object({ items: listOf(Order, 200) })
export type OrderList = Static<typeof OrderList>

const Kind = object({
  kind: Word, name: Name, version: Whole, origin: Type.Union([Type.Literal('folder'), Type.Literal('desk')]), publishedAt: Instant, conflict: Type.Boolean(), draft: Type.Boolean(),
  states: listOf(object({ state: Word, name: Name, publicName: Name, final: Type.Boolean() }), 200), actions: listOf(object({ action: Word, name: Name, from: listOf(Word, 200), to: nullable(Word) }), 200),
})
export const KindList = object({ items: listOf(Kind, 200) })
const Yaml = Type.String({ minLength: 1, maxLength: 200_000 })
export const KindText = object({ yaml: Yaml })
export const KindShown = object({ summary: Kind, yaml: Yaml, draft: nullable(object({ yaml: Yaml, writtenAt: Instant, writtenBy: Name })) })
export const KindDrafted = object({ kind: Word, writtenAt: Instant })
export const KindPublished = object({ kind: Word, version: Whole })
