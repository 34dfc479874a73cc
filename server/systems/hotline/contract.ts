import { Type, type Static } from 'typebox'
import { BeginApplication, SaveDraft } from '#contracts/application'
import { ClientId, Code, Count, Day, DivisionCode, Instant, listOf, LongText, nullable, object, PageQuery, pageOf, ShortText, Uuid } from '#base/shapes'

const Version = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 }))
const Text = Type.String({ maxLength: 4000 })
export const Kind = Type.Union([Type.Literal('consult'), Type.Literal('help'), Type.Literal('complaint'), Type.Literal('accusation'), Type.Literal('suggestion')])
export const Supply = Type.Union([Type.Literal('water'), Type.Literal('power'), Type.Literal('gas'), Type.Literal('heat'), Type.Literal('none')])
export const OrderId = object({ orderId: Uuid })
export const CallId = object({ callId: Uuid })
export const Made = object({ id: Uuid })
const Because = object({ rule: Code, version: Type.Integer(), row: nullable(Type.Integer()), sentence: Text })
const UnitName = object({ unitId: Code, unitName: Text })

// ── the call ──
export const TakeCall = object({ id: ClientId, number: Type.Optional(Type.String({ pattern: '^\\d{3,12}$', maxLength: 12 })) })
export const TakenCall = object({ id: Uuid, startedAt: Instant, number: nullable(Text), earlier: object({ calls: Count(), lastAt: nullable(Instant) }) })
export type TakenCall = Static<typeof TakenCall>
export const NameCaller = object({ name: ShortText(40) })
export const EndCall = object({
  outcome: Type.Union([Type.Literal('registered'), Type.Literal('answered'), Type.Literal('not_taken'), Type.Literal('transferred'), Type.Literal('joined'), Type.Literal('cut_off')]),
  note: Type.Optional(LongText(500)),
})
export const CallRow = object({ id: Uuid, startedAt: Instant, endedAt: nullable(Instant), outcome: nullable(Code), note: Text, orders: listOf(object({ id: Uuid, number: Text, state: Code }), 20), /** Filed for the caller. */ applications: listOf(object({ number: Text, item: Text }), 20) })
export const OwnCalls = object({ items: listOf(CallRow, 100), today: object({ calls: Count(), orders: Count() }) })
export type OwnCalls = Static<typeof OwnCalls>
export const TransferCall = object({ id: ClientId, number: Type.String({ pattern: '^\\d{3,5}$', maxLength: 5 }), reason: ShortText(200), orderId: Type.Optional(Uuid) })
export const Transfer = object({ id: Uuid, number: Text, askedAt: Instant, outcome: nullable(Code) })
export const Transfers = object({ items: listOf(Transfer, 50) })

// ── filing for the caller 话务员代填 ──
export const CallerCodeSent = object({ how: Type.Union([Type.Literal('text'), Type.Literal('spoken')]), minutes: Count(), againAfterSeconds: Count() })
export type CallerCodeSent = Static<typeof CallerCodeSent>
export const IdentifyCaller = object({ code: Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 }), name: ShortText(60), number: Type.String({ minLength: 15, maxLength: 30 }) })
/** `elsewhere`: known by another phone, or by a document at a counter. `left`: tries. */
export const IdentifiedCaller = object({ outcome: Type.Union([Type.Literal('matched'), Type.Literal('code_wrong'), Type.Literal('not_matched'), Type.Literal('elsewhere')]), left: nullable(Count()) })
export type IdentifiedCaller = Static<typeof IdentifiedCaller>
/** `caller`: null = not proven yet. */
export const CallerOnLine = object({
  caller: nullable(object({ name: Text, number: Text, phone: Text, level: Count(3) })),
  applications: listOf(object({ id: Uuid, number: Text, item: Text, brings: listOf(Text, 40), submittedAt: nullable(Instant) }), 20),
})
export type CallerOnLine = Static<typeof CallerOnLine>
export const FiledId = object({ callId: Uuid, applicationId: Uuid })
const { id: NewApplication, item: Wanted, division: Where } = BeginApplication.properties
export const BeginOnCall = object({ id: NewApplication, item: Wanted, division: Where })
export const BroughtPapers = object({ ...SaveDraft.properties, papers: Type.Array(ShortText(80), { minItems: 1, maxItems: 40 }) })
export const OpenedOnCall = object({ values: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 200 }) })
export type OpenedOnCall = Static<typeof OpenedOnCall>

// ── while the caller speaks ──
export const AskCandidates = object({
  words: LongText(2000), kind: Type.Optional(Kind), divisionCode: Type.Optional(nullable(DivisionCode)), itemCode: Type.Optional(nullable(Code)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
})
export type AskCandidates = Static<typeof AskCandidates>
const Share = Type.Number({ minimum: 0, maximum: 1 })
export const ItemCandidate = object({ code: Code, name: Text, kind: Text, share: Share, because: listOf(Text, 10), call: listOf(Text, 5), risk: Type.Boolean(), supply: Supply })
export const PlaceCandidate = object({ code: DivisionCode, name: Text, parents: Text, level: Code, share: Share, said: Text, sameName: Type.Boolean() })
export const SameMatter = object({
  id: Uuid, what: Type.Union([Type.Literal('order'), Type.Literal('incident')]), number: Text, title: Text, place: Text, state: Code, openedAt: Instant, dueAt: nullable(Instant), unitName: nullable(Text), callers: Count(),
})
export const ArticleFound = object({ id: Code, title: Text, answer: Text, owner: Text, source: Text, reviewOn: Day, overdue: Type.Boolean(), share: Share })
export const NotTaken = object({ code: Code, name: Text, reason: Text, door: object({ name: Text, phone: Type.Optional(Text), where: Type.Optional(Text) }), matched: listOf(Text, 10) })
export const Candidates = object({
  items: listOf(ItemCandidate, 5), places: listOf(PlaceCandidate, 5), address: Text, same: listOf(SameMatter, 5), sameToday: Count(), articles: listOf(ArticleFound, 5), notTaken: listOf(NotTaken, 3),
  dispatch: nullable(object({ unitId: nullable(Code), unitName: nullable(Text), supporting: listOf(UnitName, 10), because: nullable(Because) })),
  receive: nullable(object({ amount: Type.Number(), unit: Code, sentence: Text })),
  took: Type.Number(),
})
export type Candidates = Static<typeof Candidates>

// ── orders ──
export const RegisterOrder = object({
  id: ClientId, callId: Uuid, kind: Kind, words: LongText(4000), placeWords: Type.Optional(Type.String({ maxLength: 200 })), divisionCode: Type.Optional(nullable(DivisionCode)), itemCode: Type.Optional(nullable(Code)),
  risk: Type.Optional(Type.Boolean()), supply: Type.Optional(Supply), complex: Type.Optional(Type.Boolean()), textCaller: Type.Optional(Type.Boolean()),
})
export type RegisterOrder = Static<typeof RegisterOrder>
export const RegisteredOrder = object({ id: Uuid, number: Text, state: Code, version: Type.Integer(), dueAt: nullable(Instant), repeated: Type.Boolean() })
export const AdvancedOrder = object({ id: Uuid, number: Text, state: Code, version: Type.Integer(), unitId: nullable(Code), dueAt: nullable(Instant), stateDueAt: nullable(Instant) })
export type AdvancedOrder = Static<typeof AdvancedOrder>

export const Step = object({ version: Version, note: Type.Optional(LongText(2000)) })
export const NotedStep = object({ version: Version, note: ShortText(2000) })
export const ReasonedStep = object({ version: Version, reason: ShortText(500), note: Type.Optional(LongText(2000)) })
export const AnswerOnCall = object({ version: Version, note: ShortText(2000), articleId: Type.Optional(Code) })
export const RefuseOrder = object({ version: Version, notTaken: Type.Optional(Code), reason: Type.Optional(ShortText(500)) })
export const DispatchOrder = object({ version: Version, unitId: Type.Optional(Code), supporting: Type.Optional(listOf(Code, 10)), note: Type.Optional(LongText(2000)) })
export const DesignateOrder = object({ version: Version, unitId: Code, reason: ShortText(500), supporting: Type.Optional(listOf(Code, 10)) })
export const SupportOrder = object({ version: Version, supporting: Type.Array(Code, { minItems: 1, maxItems: 10 }), note: Type.Optional(LongText(2000)) })
export const SuspendOrder = object({ version: Version, reason: ShortText(500), until: Instant })
export const ExtendOrder = object({ version: Version, reason: ShortText(500), workingDays: Type.Integer({ minimum: 1, maximum: 30 }) })
export const CallBackOrder = object({ version: Version, score: Type.Integer({ minimum: 1, maximum: 5 }), note: Type.Optional(LongText(500)) })
export const JoinOrder = object({ version: Version, masterId: Uuid })
export const ReclassifyOrder = object({ version: Version, itemCode: Code, divisionCode: Type.Optional(DivisionCode), placeWords: Type.Optional(Type.String({ maxLength: 200 })), note: Type.Optional(LongText(500)) })
/** What governance is told: the operator's own words, without the caller. */
export const RaiseIncident = object({ version: Version, incidentId: ClientId, words: ShortText(2000), placeWords: Type.Optional(Type.String({ maxLength: 200 })) })
export const LinkIncident = object({ version: Version, incidentId: Uuid })
export const RaisedIncident = object({ id: Uuid, number: Text, state: Code, version: Type.Integer(), incidentId: Uuid, incidentNumber: nullable(Text) })
export const LookAtCaller = object({ purpose: Code })
export const CallerSeen = object({ name: nullable(Text), number: nullable(Text), showFor: Count() })
export const DialCaller = object({ id: ClientId, extension: Type.String({ pattern: '^\\d{3,12}$', maxLength: 12 }) })
export const Dial = object({ id: Uuid, askedAt: Instant, outcome: nullable(Code), middleNumber: nullable(Text) })
export const Dials = object({ items: listOf(Dial, 100) })

export const OrderFilter = object({
  ...PageQuery, view: Type.Optional(Type.Union([Type.Literal('desk'), Type.Literal('unit'), Type.Literal('call_back'), Type.Literal('due_soon'), Type.Literal('overdue'), Type.Literal('all')])), kind: Type.Optional(Kind), state: Type.Optional(Code), division: Type.Optional(DivisionCode),
  number: Type.Optional(Type.String({ maxLength: 20, pattern: '^[0-9]+$' })),
})
export type OrderFilter = Static<typeof OrderFilter>
export const OrderRow = object({
  id: Uuid, number: Text, kind: Kind, state: Code, version: Type.Integer(), item: nullable(object({ code: Code, name: Text })), division: Text, placeWords: Text, excerpt: Text, urgent: Type.Boolean(),
  unitId: nullable(Code), unitName: nullable(Text), registeredAt: Instant, dueAt: nullable(Instant), stateDueAt: nullable(Instant), suspended: Type.Boolean(), final: Type.Boolean(),
})
export type OrderRow = Static<typeof OrderRow>
export const OrderPage = pageOf(OrderRow)
const Doable = object({ action: Code, name: Text, needs: listOf(Text, 10), reasons: nullable(listOf(Text, 40)), usual: Type.Boolean() })
export const OrderDetail = Type.Object({
  order: OrderRow, words: Text, placeWords: Text, divisionCode: nullable(DivisionCode), risk: Type.Boolean(), supply: Supply, complex: Type.Boolean(),
  /** Masked, for the hotline body; null where the reader's unit may not know, or where every look leaves a leaf. */
  caller: nullable(object({ name: nullable(Text), number: nullable(Text) })), callerShown: nullable(Text), callerHidden: Type.Boolean(),
  joined: listOf(object({ id: Uuid, number: Text }), 100), incidents: listOf(object({ id: Uuid, how: Code, ended: Type.Boolean() }), 10),
  dispatch: nullable(object({ unitId: nullable(Code), unitName: nullable(Text), supporting: listOf(UnitName, 10), because: nullable(Because) })), may: listOf(Doable, 60), looks: Type.Boolean(), dials: Type.Boolean(), trace: Type.Unknown(),
})
export type OrderDetail = Static<typeof OrderDetail>

// ── knowledge ──
export const ArticleId = object({ articleId: Code })
export const ArticleVersionId = object({ articleId: Code, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) })
export const ArticleSearch = object({ q: Type.Optional(Type.String({ maxLength: 200 })), view: Type.Optional(Type.Union([Type.Literal('all'), Type.Literal('own'), Type.Literal('waiting'), Type.Literal('overdue')])), owner: Type.Optional(Code), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) })
export type ArticleSearch = Static<typeof ArticleSearch>
export const ArticleRow = object({ id: Code, title: Text, answer: Text, owner: UnitName, version: Count(), reviewOn: Day, overdue: Type.Boolean(), waiting: nullable(Count()), source: Text, words: listOf(Text, 60), items: listOf(Code, 60) })
export type ArticleRow = Static<typeof ArticleRow>
export const Articles = object({ items: listOf(ArticleRow, 200), overdue: Count() })
const ArticleVersion = object({
  version: Count(), title: Text, words: listOf(Text, 60), answer: Text, source: Text, items: listOf(Code, 60), reviewOn: Day, writtenAt: Instant, approved: nullable(Type.Boolean()), decidedAt: nullable(Instant), reason: nullable(Text),
})
export const ArticleDetail = object({ article: ArticleRow, versions: listOf(ArticleVersion, 200), may: listOf(Code, 10) })
export type ArticleDetail = Static<typeof ArticleDetail>
export const WriteArticle = object({
  title: ShortText(60), words: Type.Array(ShortText(30), { minItems: 1, maxItems: 40 }), answer: Type.String({ minLength: 10, maxLength: 1200 }), source: ShortText(200), items: Type.Optional(listOf(Code, 40)), reviewOn: Day,
})
export const NewArticle = object({ id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,59}$', maxLength: 60 }), ...WriteArticle.properties })
export const DecideArticle = object({ approve: Type.Boolean(), reason: Type.Optional(ShortText(300)) })
export const ReviewArticle = object({ reviewOn: Day })
export const WrittenArticle = object({ id: Code, version: Count() })
export const NotTakenList = object({ items: listOf(NotTaken, 200) })
