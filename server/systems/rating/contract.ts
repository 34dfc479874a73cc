import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Instant, listOf, nullable, object, pageOf, PageQuery, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const maybe = Type.Optional
const Named = object({ code: Code, name: Type.String() })
const Level = Type.Integer({ minimum: 1, maximum: 5 })
export const Source = oneOf('application', 'visit', 'call', 'incident')
export type Source = Static<typeof Source>
export const Channel = oneOf('online', 'counter', 'phone')
export type Channel = Static<typeof Channel>

/** 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意. `reasons`: codes of what was ticked. */
export const GiveRating = object({ level: Level, reasons: Type.Array(Code, { maxItems: 10 }), words: maybe(ShortText(500)) })
export type GiveRating = Static<typeof GiveRating>
export const RateAgain = object({ level: Level })
export const RatingId = object({ ratingId: Uuid })
/** The link that a telephone was sent. */
export const RatingLink = object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', maxLength: 22 }) })

const Reason = object({ code: Code, name: Type.String(), english: Type.String(), bad: Type.Boolean() })
const Step = object({ id: Uuid, at: Instant, name: Type.String(), unit: nullable(Type.String()), reason: nullable(Type.String()), note: nullable(Type.String()) })
/** `may`: what can be done now. `case`: how far a bad rating is, null where there is none. */
export const OwnRating = object({
  id: Uuid, source: Source, unit: Named, item: Type.String(), channel: Channel, contactAt: Instant, openUntil: Instant, reasonsOffered: listOf(Reason, 40),
  level: nullable(Level), reasons: listOf(Code, 10), words: nullable(Type.String()), ratedAt: nullable(Instant), withdrawnAt: nullable(Instant), againLevel: nullable(Level),
  may: object({ rate: Type.Boolean(), withdraw: Type.Boolean(), again: Type.Boolean() }),
  case: nullable(object({ number: Type.String(), state: Code, stateName: Type.String(), final: Type.Boolean(), dueAt: nullable(Instant), steps: listOf(Step, 200) })),
})
export type OwnRating = Static<typeof OwnRating>
export const OwnRatings = pageOf(OwnRating)
export type OwnRatings = Static<typeof OwnRatings>

/** Of a unit, or of an item wherever it is done. */
export const FigureQuery = object({ unit: maybe(Code), item: maybe(Code), ...PageQuery })
/** Null: too few ratings to speak of. `due`: bad ratings that the unit answered or whose time is over; `mended`: in time, and not bad again. */
const Counted = nullable(object({ levels: listOf(Count(), 5), ratings: Count(), good: Count(), bad: Count(), due: Count(), mended: Count(), asOf: Instant }))
export const FigureRow = object({ source: Source, item: object({ code: Type.String(), name: Type.String() }), figures: Counted })
export const UnitFigures = object({ unit: Named, figures: Counted, items: listOf(FigureRow, 500) })
export type UnitFigures = Static<typeof UnitFigures>
export const Figures = object({ leastGroup: Count(1000), items: listOf(UnitFigures, 200), next: nullable(Type.String({ maxLength: 200 })) })
export type Figures = Static<typeof Figures>

export const CaseId = object({ caseId: Uuid })
export const CaseFilter = object({ view: maybe(oneOf('to_call', 'at_unit', 'asked', 'supervising', 'done', 'leak')), ...PageQuery })
export const UnitCaseFilter = object({ view: maybe(oneOf('open', 'done')), ...PageQuery })
/** `since`: when its present state began. */
const where = { id: Uuid, number: Type.String(), state: Code, stateName: Type.String(), version: Count(), dueAt: nullable(Instant), overdue: Type.Boolean(), provisional: Type.Boolean(), since: Instant }
export const CaseRow = object({ ...where, unit: Named, source: Source, item: Type.String(), level: Level, openedAt: Instant })
export type CaseRow = Static<typeof CaseRow>
export const Cases = pageOf(CaseRow)
export type Cases = Static<typeof Cases>
const Doable = object({ action: Code, name: Type.String(), needs: listOf(Type.String(), 10), reasons: nullable(listOf(Type.String(), 30)), usual: Type.Boolean() })
/** `person`: masked; opened by look. `words` and `calls` are read once the call-back has begun. */
export const Case = object({
  case: CaseRow, person: object({ name: nullable(Type.String()), phone: nullable(Type.String()) }), reasons: listOf(Type.String(), 10), words: nullable(Type.String()), channel: Channel, contactAt: Instant,
  calls: listOf(object({ id: Uuid, at: Instant, reached: Type.Boolean(), said: Type.String() }), 50), facts: nullable(Type.String()), itemShown: Type.Boolean(), answer: nullable(Type.String()), answeredInTime: nullable(Type.Boolean()), againLevel: nullable(Level),
  steps: listOf(Step, 200), may: listOf(Doable, 20),
})
export type Case = Static<typeof Case>
export const Looked = object({ name: nullable(Type.String()), phone: nullable(Type.String()), showFor: Count(600) })
export type Looked = Static<typeof Looked>

const version = maybe(Type.Integer({ minimum: 1, maximum: 1_000_000 }))
export const StepOnly = object({ version })
export const RecordCall = object({ id: ClientId, reached: Type.Boolean(), said: ShortText(2000) })
export type RecordCall = Static<typeof RecordCall>
/** `unit`: left out = the rated unit. */
export const PassOn = object({ version, facts: ShortText(1000), unit: maybe(Code) })
export const WordedStep = object({ version, words: ShortText(1000) })
export const ReasonedStep = object({ version, reason: ShortText(100), words: ShortText(500) })
export const SendBack = object({ version, reason: ShortText(500) })
export const RecordAgain = object({ version, id: ClientId, level: Level, said: ShortText(2000) })

/** What the rated unit reads: facts, never who or when, under a number of its own, and the item only where enough others had it done. */
export const UnitCaseRow = object({ ...where, item: nullable(Type.String()), level: Level, passedOnAt: Instant })
export type UnitCaseRow = Static<typeof UnitCaseRow>
export const UnitCases = pageOf(UnitCaseRow)
export type UnitCases = Static<typeof UnitCases>
export const UnitCase = object({ case: UnitCaseRow, reasons: listOf(Type.String(), 10), facts: Type.String(), answer: nullable(Type.String()), steps: listOf(Step, 200), may: listOf(Doable, 20) })
export type UnitCase = Static<typeof UnitCase>
