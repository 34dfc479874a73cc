import { Type, type Static } from 'typebox'
import { ClientId, Code, Coordinates, Count, Day, DivisionCode, Instant, listOf, LongText, nullable, object, PageQuery, pageOf, Point, ShortText, Uuid } from '#base/shapes'

const Version = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 }))
const Evidence = Type.Optional(listOf(Uuid, 9))
export const IncidentId = object({ incidentId: Uuid })

/** What a reporter sends. 上报 */
export const ReportIncident = object({
  id: ClientId,
  words: LongText(2000),
  divisionCode: DivisionCode,
  itemCode: Type.Optional(nullable(Code)),
  coordinates: Type.Optional(nullable(Coordinates)),
  placeWords: Type.Optional(Type.String({ maxLength: 200 })),
  photos: Type.Optional(listOf(Uuid, 9)),
  capturedAt: Type.Optional(Instant),
  contact: Type.Optional(Type.String({ maxLength: 60 })),
})
export type ReportIncident = Static<typeof ReportIncident>

export const ReportedIncident = object({
  id: Uuid, number: ShortText(20), state: Code, version: Type.Integer(), dueAt: nullable(Instant), repeated: Type.Boolean(),
  /** The address of the public trace; told once. */
  token: nullable(Type.String({ maxLength: 64 })),
})
export type ReportedIncident = Static<typeof ReportedIncident>

/** What every step answers. */
export const AdvancedIncident = object({
  id: Uuid, number: ShortText(20), state: Code, version: Type.Integer(), unitId: nullable(Code), dueAt: nullable(Instant), stateDueAt: nullable(Instant),
})
export type AdvancedIncident = Static<typeof AdvancedIncident>

export const Step = object({ version: Version, note: Type.Optional(LongText(2000)), evidence: Evidence })
export const ReasonedStep = object({ version: Version, reason: ShortText(500), note: Type.Optional(LongText(2000)), evidence: Evidence })
export const ActionOfIncident = object({ incidentId: Uuid, action: Code })
export const AnyStep = object({ version: Version, reason: Type.Optional(ShortText(500)), note: Type.Optional(LongText(2000)), evidence: Evidence })
export const NotedStep = object({ version: Version, note: ShortText(2000), evidence: Evidence })
export const DispatchIncident = object({ version: Version, unitId: Type.Optional(Code), supporting: Type.Optional(listOf(Code, 10)), note: Type.Optional(LongText(2000)) })
export const DesignateUnit = object({ version: Version, unitId: Code, reason: ShortText(500), supporting: Type.Optional(listOf(Code, 10)) })
export const AddSupporting = object({ version: Version, supporting: Type.Array(Code, { minItems: 1, maxItems: 10 }), note: Type.Optional(LongText(2000)) })
export const HandDown = object({ version: Version, reason: ShortText(500), divisionCode: DivisionCode })
export const SuspendIncident = object({ version: Version, reason: ShortText(500), until: Instant, note: Type.Optional(LongText(2000)) })
export const ExtendIncident = object({ version: Version, reason: ShortText(500), workingDays: Type.Integer({ minimum: 1, maximum: 30 }) })
export const RateIncident = object({ version: Version, score: Type.Integer({ minimum: 1, maximum: 5 }), note: Type.Optional(LongText(500)) })
export const ReclassifyIncident = object({ version: Version, itemCode: Code, divisionCode: Type.Optional(DivisionCode), coordinates: Type.Optional(Coordinates), note: Type.Optional(LongText(500)) })
export const MergeIncident = object({ version: Version, masterId: Uuid })
export const MendIncident = object({ version: Version, note: Type.Optional(LongText(2000)), evidence: Type.Array(Uuid, { minItems: 1, maxItems: 9 }) })

const Because = object({ rule: Code, version: Type.Integer(), row: nullable(Type.Integer()), sentence: Type.String() })
export const DispatchAdvice = object({ unitId: nullable(Code), unitName: nullable(Type.String()), supporting: listOf(object({ unitId: Code, unitName: Type.String() }), 10), because: nullable(Because) })
export type DispatchAdvice = Static<typeof DispatchAdvice>

const View = Type.Union([Type.Literal('mine'), Type.Literal('unit'), Type.Literal('supporting'), Type.Literal('desk'), Type.Literal('due_soon'), Type.Literal('overdue'), Type.Literal('quarantined'), Type.Literal('recheck'), Type.Literal('all')])
export const IncidentFilter = object({
  ...PageQuery,
  view: Type.Optional(View), open: Type.Optional(Type.Boolean()),
  division: Type.Optional(DivisionCode), state: Type.Optional(Code), item: Type.Optional(Code), number: Type.Optional(Type.String({ maxLength: 20, pattern: '^[0-9]+$' })),
  unit: Type.Optional(Code),
  /** Days of the city on which they were opened, both included. */
  from: Type.Optional(Day), to: Type.Optional(Day),
})
export type IncidentFilter = Static<typeof IncidentFilter>

export const IncidentRow = object({
  id: Uuid, number: ShortText(20), state: Code, version: Type.Integer(), item: nullable(object({ code: Code, name: Type.String() })), divisionPath: Type.String(), division: Type.String(),
  urgent: Type.Boolean(), source: Code, unitId: nullable(Code), unitName: nullable(Type.String()), openedAt: Instant, dueAt: nullable(Instant), stateDueAt: nullable(Instant),
  suspended: Type.Boolean(), point: nullable(Point), quarantined: nullable(Type.String()), reporters: Count(),
})
export type IncidentRow = Static<typeof IncidentRow>
export const IncidentPage = pageOf(IncidentRow)

const Report = object({ id: Uuid, words: Type.String(), placeWords: Type.String(), joined: Type.Boolean(), at: Instant })
const Photo = object({ fileId: Uuid, phase: Code, at: Instant })
const Doable = object({ action: Code, name: Type.String(), needs: listOf(Type.String(), 10), reasons: nullable(listOf(Type.String(), 30)), usual: Type.Boolean() })
export const IncidentDetail = Type.Object({
  incident: IncidentRow, words: listOf(Report, 200), photos: listOf(Photo, 200), may: listOf(Doable, 60), trace: Type.Unknown(), advice: nullable(DispatchAdvice),
})
export type IncidentDetail = Static<typeof IncidentDetail>

export const NearQuery = object({ item: Code, longitude: Type.Number({ minimum: -180, maximum: 180 }), latitude: Type.Number({ minimum: -180, maximum: 180 }), crs: Coordinates.properties.crs })
export const NearIncident = object({ id: Uuid, item: Type.String(), metres: Count(), state: Code, stateName: Type.String(), unitName: nullable(Type.String()), openedAt: Instant, reporters: Count() })
export type NearIncident = Static<typeof NearIncident>
export const MasterCandidates = object({ items: listOf(object({ incident: IncidentRow, metres: nullable(Count()) }), 12) })
export type MasterCandidates = Static<typeof MasterCandidates>
export const NearIncidents = object({ items: listOf(NearIncident, 5) })
export const JoinIncident = object({ id: ClientId, words: LongText(2000), photos: Type.Optional(listOf(Uuid, 9)), contact: Type.Optional(Type.String({ maxLength: 60 })) })
export type JoinIncident = Static<typeof JoinIncident>

export const Suggest = object({ words: Type.String({ maxLength: 2000 }) })
export const Suggestions = object({ items: listOf(object({ code: Code, name: Type.String(), kind: Type.String(), confidence: Type.Number(), because: listOf(Type.String(), 10), call: listOf(Type.String(), 5), urgency: Code, public: Type.Boolean() }), 3) })
export const ItemRow = object({
  code: Code, register: Code, class: Type.String(), kind: Type.String(), name: Type.String(), words: listOf(Type.String(), 60), endsAt: Code, urgency: Code, evidence: Code, public: Type.Boolean(), call: listOf(Type.String(), 5),
})
export const Items = object({ items: listOf(ItemRow, 1000) })

const SheetFault = object({ line: Type.Integer(), column: Type.String(), code: Code, value: Type.String() })
export const ImportedItems = object({ rows: Count(), changed: Count(), unchanged: Count(), faults: listOf(SheetFault, 500) })

export const PublishIncident = object({ description: ShortText(500) })
export const Published = object({ id: Uuid, publishedAt: Instant })
export const DeclinePublication = object({ reason: ShortText(500) })
export const ReviewFilter = object({ limit: PageQuery.limit, after: Type.Optional(Uuid), view: Type.Optional(Type.Union([Type.Literal('waiting'), Type.Literal('published')])) })
export type ReviewFilter = Static<typeof ReviewFilter>
export const PublicationReview = object({ incident: IncidentRow, words: Type.String(), description: nullable(Type.String()), photos: listOf(object({ fileId: Uuid, phase: Code, published: Type.Boolean() }), 200) })
export type PublicationReview = Static<typeof PublicationReview>
/** `personal`: expressions of what public words may not hold, for a page to mark while somebody types. */
export const PublicationReviews = object({ items: listOf(PublicationReview, 200), next: nullable(Uuid), personal: listOf(object({ kind: Code, pattern: Type.String() }), 20) })
export type PublicationReviews = Static<typeof PublicationReviews>
export const Withdrawn = object({ id: Uuid })
export const PhotoOfIncident = object({ incidentId: Uuid, fileId: Uuid })
const Fraction = Type.Number({ minimum: 0, maximum: 1 })
export const BlurPhoto = object({ boxes: listOf(object({ x: Fraction, y: Fraction, w: Fraction, h: Fraction }), 60) })
export const PhotoSize = object({ size: Type.Optional(Type.Union([Type.Literal('work'), Type.Literal('thumbnail')])) })

export const StatisticsFilter = object({
  by: Type.Optional(Type.Union([Type.Literal('division'), Type.Literal('unit'), Type.Literal('item'), Type.Literal('period')])),
  every: Type.Optional(Type.Union([Type.Literal('day'), Type.Literal('week'), Type.Literal('month')])),
  from: Type.Optional(Day), to: Type.Optional(Day), division: Type.Optional(DivisionCode), unit: Type.Optional(Code), item: Type.Optional(Code),
})
export type StatisticsFilter = Static<typeof StatisticsFilter>
const figures = {
  opened: Count(), accepted: Count(), dispatched: Count(), handled: Count(), onTime: Count(), late: Count(), returned: Count(), sentBack: Count(), closed: Count(), reopened: Count(), rated: Count(), satisfied: Count(),
  /** Working minutes from the beginning of a cycle to its resolution; the median is right within 2.5 %. */
  medianMinutes: nullable(Count()), meanMinutes: nullable(Count()),
}
export const Figures = object(figures)
export type Figures = Static<typeof Figures>
export const Statistics = object({
  from: Day, to: Day, by: Type.Union([Type.Literal('division'), Type.Literal('unit'), Type.Literal('item'), Type.Literal('period')]), every: Type.Union([Type.Literal('day'), Type.Literal('week'), Type.Literal('month')]),
  at: Instant, division: nullable(DivisionCode), divisionName: Type.String(), rows: listOf(object({ key: Type.String(), name: Type.String(), code: nullable(Type.String()), ...figures }), 10_000), total: Figures,
})
export type Statistics = Static<typeof Statistics>

export const IncidentCount = object({ count: Count(), overdue: Count() })
export const OpenPointsQuery = object({ division: Type.Optional(DivisionCode) })
const OpenPoint = object({ id: Uuid, longitude: Type.Number(), latitude: Type.Number(), item: nullable(Type.String()), state: Code, urgent: Type.Boolean(), overdue: Type.Boolean() })
export const OpenPoints = object({
  /** The ones due first, at most 5,000; `open` counts all, `unplaced` those read that have no point or may be on no map. */
  points: listOf(OpenPoint, 5000), open: Count(), overdue: Count(), read: Count(), unplaced: Count(),
  divisions: listOf(object({ key: Type.String(), code: nullable(Type.String()), name: Type.String(), open: Count(), overdue: Count() }), 10_000),
})
export type OpenPoints = Static<typeof OpenPoints>

const LeakKind = Type.Union([Type.Literal('unreceived'), Type.Literal('unverified'), Type.Literal('closed_unverified'), Type.Literal('untold'), Type.Literal('no_evidence'), Type.Literal('suspension_past'), Type.Literal('quarantined')])
export type LeakKind = Static<typeof LeakKind>
export const LeakQuery = object({ division: Type.Optional(DivisionCode) })
export const LeakCounts = object({
  at: Instant, divisionName: nullable(Type.String()), total: Count(),
  /** `most`: counted up to here and no further. */
  kinds: listOf(object({ kind: LeakKind, count: Count(), most: Type.Boolean() }), 10),
})
export type LeakCounts = Static<typeof LeakCounts>
export const LeakOfKind = object({ kind: LeakKind })
export const LeakPageQuery = object({ ...PageQuery, division: Type.Optional(DivisionCode) })
export const LeakRow = object({ incident: IncidentRow, stateName: Type.String(), since: nullable(Instant) })
export type LeakRow = Static<typeof LeakRow>
export const LeakPage = pageOf(LeakRow)

const BriefKind = Type.Union([Type.Literal('daily'), Type.Literal('weekly')])
export type BriefKind = Static<typeof BriefKind>
/** What a brief says; kept as it was when it was made. */
export const BriefContent = object({
  kind: BriefKind, division: Type.String(), from: Day, to: Day, before: object({ from: Day, to: Day }), madeAt: Instant, madeTime: Type.String(), open: Count(), overdue: Count(), figures: Figures, figuresBefore: Figures,
  places: listOf(object({ name: Type.String(), ...figures }), 400),
  oldest: listOf(object({ id: Uuid, number: ShortText(20), item: nullable(Type.String()), division: Type.String(), unit: nullable(Type.String()), state: Type.String(), openedOn: Type.String(), days: Count(), overdue: Type.Boolean() }), 10),
  repeated: listOf(object({ division: Type.String(), item: Type.String(), count: Count() }), 10), returns: listOf(object({ unit: Type.String(), returned: Count(), dispatched: Count() }), 20),
})
export type BriefContent = Static<typeof BriefContent>
export const BriefFilter = object({ ...PageQuery, kind: Type.Optional(BriefKind), division: Type.Optional(DivisionCode) })
export type BriefFilter = Static<typeof BriefFilter>
const BriefLine = object({ id: Uuid, kind: BriefKind, division: Type.String(), from: Day, to: Day, madeAt: Instant, byJob: Type.Boolean(), opened: Count(), handled: Count() })
export const BriefPage = pageOf(BriefLine)
export const BriefId = object({ briefId: Uuid })
export const Brief = object({ id: Uuid, content: BriefContent })
/** `on`: any day of the period; without it the last one that is over. */
export const MakeBrief = object({ kind: BriefKind, division: Type.Optional(DivisionCode), on: Type.Optional(Day) })
export type MakeBrief = Static<typeof MakeBrief>
export const MadeBrief = object({ id: Uuid, made: Type.Boolean() })

export const OpenComplaint = object({ id: ClientId, words: ShortText(2000) })
export const OpenedComplaint = object({ id: Uuid, number: ShortText(20), unitName: Type.String() })
export const ComplaintId = object({ complaintId: Uuid })
export const SettledComplaint = object({ id: Uuid, state: Code, version: Type.Integer() })
export const ComplaintRow = object({
  id: Uuid, number: ShortText(20), words: Type.String(), mine: Type.Boolean(), state: Code, stateName: Type.String(), at: Instant, dueAt: nullable(Instant), version: Type.Integer(), may: listOf(Code, 10),
})
export type ComplaintRow = Static<typeof ComplaintRow>
export const Complaints = object({ items: listOf(ComplaintRow, 200) })

/** A street calls departments to come; the lead first. 吹哨 */
export const BlowWhistle = object({
  id: ClientId, title: ShortText(100), words: ShortText(2000), divisionCode: DivisionCode, itemCode: Code, unitIds: Type.Array(Code, { minItems: 1, maxItems: 10 }),
  incidentId: Type.Optional(nullable(Uuid)), urgent: Type.Optional(Type.Boolean()),
})
export type BlowWhistle = Static<typeof BlowWhistle>
export const WhistleId = object({ whistleId: Uuid })
export const BlownWhistle = object({
  id: Uuid, number: ShortText(20), state: Code, version: Type.Integer(), dueAt: nullable(Instant), repeated: Type.Boolean(),
  /** The number of an earlier one for the same thing, which now counts as unsolved. */
  again: nullable(ShortText(20)),
})
export type BlownWhistle = Static<typeof BlownWhistle>
export const PassOnWhistle = object({ version: Version, leadId: Type.Optional(Code), note: Type.Optional(LongText(2000)) })
export const CloseWhistle = object({ version: Version, note: Type.Optional(LongText(2000)), scores: Type.Array(object({ unitId: Code, score: Type.Integer({ minimum: 1, maximum: 5 }), note: Type.Optional(LongText(500)) }), { minItems: 1, maxItems: 11 }) })
export type CloseWhistle = Static<typeof CloseWhistle>
export const WhistleFilter = object({ ...PageQuery, view: Type.Optional(Type.Union([Type.Literal('desk'), Type.Literal('unit'), Type.Literal('overdue'), Type.Literal('all')])), division: Type.Optional(DivisionCode), open: Type.Optional(Type.Boolean()) })
export type WhistleFilter = Static<typeof WhistleFilter>
const NamedUnit = object({ unitId: Code, name: Type.String() })
export const WhistleRow = object({
  id: Uuid, number: ShortText(20), title: Type.String(), item: Type.String(), division: Type.String(), state: Code, stateName: Type.String(), version: Type.Integer(), urgent: Type.Boolean(), units: listOf(NamedUnit, 11),
  openedAt: Instant, dueAt: nullable(Instant), stateDueAt: nullable(Instant), closedAt: nullable(Instant), score: nullable(Type.Integer()), again: Type.Boolean(),
})
export type WhistleRow = Static<typeof WhistleRow>
export const WhistlePage = pageOf(WhistleRow)
export const WhistleDetail = Type.Object({
  whistle: WhistleRow, words: Type.String(), incidentId: nullable(Uuid), againNumber: nullable(Type.String()), may: listOf(Doable, 60), trace: Type.Unknown(),
  scores: listOf(object({ unitId: Code, name: Type.String(), score: Type.Integer(), note: nullable(Type.String()) }), 11),
})
export type WhistleDetail = Static<typeof WhistleDetail>
export const DepartmentsQuery = object({ q: Type.Optional(Type.String({ maxLength: 60 })) })
export const Departments = object({ items: listOf(object({ unitId: Code, name: Type.String(), fullName: Type.String() }), 20) })
export type Departments = Static<typeof Departments>
export const WhistleFiguresQuery = object({ from: Type.Optional(Day), to: Type.Optional(Day) })
/** What each department was called for; a whistle that had to be blown again counts as unsolved, whatever score it had. */
export const WhistleFigures = object({ rows: listOf(object({ unitId: Code, name: Type.String(), called: Count(), solved: Count(), unsolved: Count(), meanScore: nullable(Type.Number()) }), 1000) })
export type WhistleFigures = Static<typeof WhistleFigures>

/** What a unit's system reads of an incident that the unit has: no reporter, numbers in words masked. 单位派单 */
export const UnitOrder = object({
  id: Uuid, number: ShortText(20), role: Type.Union([Type.Literal('lead'), Type.Literal('supporting')]), state: Code, stateName: Type.String(), version: Type.Integer(),
  item: nullable(object({ code: Code, name: Type.String() })), division: Type.String(), point: nullable(Point), words: listOf(object({ words: Type.String(), placeWords: Type.String(), at: Instant }), 20),
  urgent: Type.Boolean(), openedAt: Instant, dueAt: nullable(Instant), stateDueAt: nullable(Instant), suspended: Type.Boolean(),
  photos: listOf(object({ fileId: Uuid, phase: Code, at: Instant, href: Type.String() }), 50),
  may: listOf(object({ action: Code, name: Type.String(), needs: listOf(Type.String(), 10), reasons: nullable(listOf(Type.String(), 30)), href: Type.String() }), 60),
})
export type UnitOrder = Static<typeof UnitOrder>
const Cursor = Type.String({ pattern: '^[0-9]{1,18}$', maxLength: 18 })
export const OrderQuery = object({ after: Type.Optional(Cursor), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) })
export const OrderFeed = object({
  /** `order` is null where the unit no longer has it. */
  items: listOf(object({ cursor: Cursor, incidentId: Uuid, action: Code, at: Instant, order: nullable(UnitOrder) }), 100),
  /** Ask with this next time, whether there is more now or not. */
  next: Cursor, more: Type.Boolean(),
})
export type OrderFeed = Static<typeof OrderFeed>
/** A sheet as it was read: the steps that can be taken, by the ordinary routes, and every fault by row and column. Nothing is done yet. */
export const ReadOrders = object({
  steps: listOf(object({
    line: Count(), incidentId: Uuid, number: ShortText(20), item: Type.String(), action: Code, name: Type.String(), href: Type.String(), version: Type.Integer(),
    reason: nullable(Type.String()), note: nullable(Type.String()), evidence: Type.Boolean(),
  }), 5000),
  untouched: Count(), faults: listOf(SheetFault, 500),
})
export type ReadOrders = Static<typeof ReadOrders>
export const ConnectUnit = object({ url: Type.String({ minLength: 8, maxLength: 500 }) })
export const ConnectedUnit = object({ id: Code, secret: Type.String() })
export const UnitNamed = object({ id: Code })
export const UnitEndpoint = object({ url: Type.String(), setAt: Instant })
export type UnitEndpoint = Static<typeof UnitEndpoint>
