import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Day, DivisionCode, Instant, listOf, LongText, nullable, object, PageByIdQuery, PageQuery, ShortText, Uuid } from '#base/shapes'
import { Charge } from '#contracts/payment'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const maybe = Type.Optional
const Named = object({ code: Type.String(), name: Type.String() })
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const FieldName = Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$', maxLength: 60 })
const Day10 = Day
export const ApplicationId = object({ applicationId: Uuid })
export const LetterId = object({ applicationId: Uuid, letterId: Uuid })
export const PaperId = object({ applicationId: Uuid, fileId: Uuid })
/** `id` is the client's own: the same upload twice is one paper. */
export const TakePaper = object({ id: Type.Optional(ClientId) })
export const TakenPaper = object({ id: Uuid })

/** `formVersion`: of the paper that was filled in; else the newest. `division`: where, when it is not at home. `subject`: whom one acts for, under a delegation. `person`: at a counter, whoever stands there, from the identity card. */
export const BeginApplication = object({ id: ClientId, item: Code, formVersion: maybe(Version), division: maybe(DivisionCode), subject: maybe(Uuid), person: maybe(object({ number: ShortText(30), name: ShortText(60), phone: maybe(ShortText(20)) })) })
export type BeginApplication = Static<typeof BeginApplication>
export const BeganApplication = object({ id: Uuid, number: Type.String(), version: Version })
export type BeganApplication = Static<typeof BeganApplication>
/** `version` is the one that the device knows: two devices do not overwrite each other. */
export const SaveDraft = object({ version: Version, values: Type.Record(FieldName, Type.Unknown(), { maxProperties: 200 }) })
export type SaveDraft = Static<typeof SaveDraft>
export const DraftSaved = object({ version: Version })
export type DraftSaved = Static<typeof DraftSaved>
/** `take` false: the person would rather bring the papers, and loses nothing by it. */
export const PrefillDraft = object({ version: Version, take: Type.Boolean() })
export type PrefillDraft = Static<typeof PrefillDraft>
/** What a prefilled value should be. */
export const DisputeField = object({ version: Version, field: FieldName, value: Type.Union([Type.String({ maxLength: 300 }), Type.Number({ minimum: -1_000_000_000, maximum: 1_000_000_000 }), Type.Boolean()]) })
export type DisputeField = Static<typeof DisputeField>
const Fault = object({ field: Type.String(), at: Type.String(), key: Type.String(), facts: Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.String(), Type.Number()]), { maxProperties: 20 }) })
/** With faults nothing was handed in; they are all there are. */
export const SubmittedApplication = object({ id: Uuid, number: Type.String(), state: Type.String(), stateDueAt: nullable(Instant), version: Version, faults: listOf(Fault, 100) })
export type SubmittedApplication = Static<typeof SubmittedApplication>

export const KeepPaperForm = object({ papers: Type.Array(Uuid, { maxItems: 9, uniqueItems: true }) })
export type KeepPaperForm = Static<typeof KeepPaperForm>

const Keep = oneOf('permanent', 'years_30', 'years_10')
/** Where a value came from: the city, the person, or the person against the city. */
export const FieldSource = object({ field: Type.String(), from: oneOf('city', 'person', 'disputed', 'unknown'), unit: nullable(Type.String()), at: nullable(Instant), unsaid: nullable(Type.String()) })
export const ClauseShown = object({ clause: Type.String(), name: Type.String(), outcome: oneOf('met', 'missing', 'unknown'), sentence: Type.String() })
export const MaterialShown = object({ material: Type.String(), state: oneOf('held', 'licence', 'given', 'to_bring') })
export const LetterRow = object({ id: Uuid, kind: Type.String(), number: Type.String(), title: Type.String(), english: Type.String(), writtenAt: Instant, sha256: nullable(Type.String()) })
const Step = object({ id: Uuid, at: Instant, action: Type.String(), name: Type.String(), unit: nullable(Type.String()), reason: nullable(Type.String()), note: nullable(Type.String()), /** Who did it for the person. */ proxy: nullable(Type.String()) })
export const ApplicationRow = object({
  id: Uuid, number: Type.String(), item: Named, unit: Named, state: Type.String(), stateName: Type.String(), final: Type.Boolean(), version: Count(), draft: Type.Boolean(), savedAt: Instant, submittedAt: nullable(Instant), dueAt: nullable(Instant), overdue: Type.Boolean(), provisional: Type.Boolean(),
  /** Whose turn it is. */
  turn: oneOf('you', 'unit', 'nobody'),
  /** Of whom one acts for: the name; null = one's own. `proxy`: who acts for the person; null = nobody. */
  forWhom: nullable(Type.String()), proxy: nullable(Type.String()),
  /** The firm that it is about; null = a person. */
  firm: nullable(object({ name: Type.String(), code: Type.String() })),
})
export type ApplicationRow = Static<typeof ApplicationRow>
export const OwnApplications = object({ items: listOf(ApplicationRow, 200), next: nullable(Type.String()) })
export type OwnApplications = Static<typeof OwnApplications>
export const Page = object(PageQuery)
const IssuedLicence = object({ id: Uuid, kind: Type.String(), name: Type.String(), number: Type.String() })
export const Application = object({
  application: ApplicationRow, formVersion: Version, filledVersion: Version, prefill: oneOf('open', 'taken', 'refused'), values: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 200 }), sources: listOf(FieldSource, 200), materials: listOf(MaterialShown, 40),
  missing: nullable(object({ materials: listOf(Type.String(), 40), words: Type.String() })), lacking: nullable(object({ materials: listOf(Type.String(), 40), until: Day10 })), letters: listOf(LetterRow, 60), steps: listOf(Step, 400), may: listOf(Type.String(), 20),
  automatic: Type.Boolean(), phone: nullable(Type.String()),
  /** What the approval issued; each is in the wallet under its id. `ofFirm`: of the firm that came into being by it. */
  licences: listOf(object({ ...IssuedLicence.properties, ofFirm: Type.Boolean() }), 12),
  /** Its file: when it was filed, under which number, how long it is kept; null = not yet. */
  archived: nullable(object({ at: Instant, number: Type.String(), keep: Keep })),
  /** Decided in a department's own system: which, and what came of it. */
  elsewhere: nullable(object({ system: Type.String(), english: Type.String(), result: nullable(object({ number: Type.String(), issuedOn: Type.String(), from: nullable(Type.String()), until: nullable(Type.String()), document: Type.Boolean() })) })),
  /** Pages of the paper form 纸质申请表 from which a counter typed it. */
  paperForm: listOf(Uuid, 9),
  /** What it costs; null = nothing, or not yet. */
  charge: nullable(Charge),
})
export type Application = Static<typeof Application>
/** An application as a counter sees it for whoever stands there: `here` = this counter took it in. */
export const CounterApplication = object({
  id: Uuid, number: Type.String(), item: Named, state: Type.String(), stateName: Type.String(), savedAt: Instant, here: Type.Boolean(), draft: Type.Boolean(),
  letters: listOf(object({ id: Uuid, kind: Type.String(), number: Type.String(), title: Type.String(), drawn: Type.Boolean() }), 60), licences: listOf(IssuedLicence, 6), charge: Application.properties.charge,
})
export type CounterApplication = Static<typeof CounterApplication>
const Remedy = object({ name: Type.String(), text: Type.String(), body: Type.String(), source: Type.String() })
export const Letter = object({
  id: Uuid, kind: Type.String(), number: Type.String(), title: Type.String(), english: Type.String(), unit: Type.String(), to: Type.String(), item: Type.String(), application: Type.String(), writtenOn: Day10, paragraphs: listOf(Type.String(), 20), list: listOf(Type.String(), 60), remedies: listOf(Remedy, 6), source: Type.String(),
  contentHash: Type.String(), documentHash: nullable(Type.String()),
})
export type Letter = Static<typeof Letter>

export const DeskFilter = object({ view: maybe(oneOf('open', 'due', 'opinion', 'done')), item: maybe(Code), ...PageQuery })
export const DeskRow = object({ ...ApplicationRow.properties, person: Type.String(), source: oneOf('online', 'counter', 'phone'), prefilled: Count(200), contradicted: Count(200) })
export type DeskRow = Static<typeof DeskRow>
export const DeskApplications = object({ items: listOf(DeskRow, 200), next: nullable(Type.String()), counts: object({ open: Count(), due: Count(), opinion: Count() }) })
export type DeskApplications = Static<typeof DeskApplications>
/** `document`: a PDF, which is downloaded; otherwise a picture. */
const Paper = object({ id: Uuid, label: Type.String(), english: Type.String(), document: Type.Boolean() })
const Field = object({ field: Type.String(), label: Type.String(), english: Type.String(), value: Type.Unknown(), masked: Type.Boolean() })
export const DeskApplication = object({
  application: DeskRow, parts: listOf(object({ part: Type.String(), title: Type.String(), english: Type.String(), fields: listOf(Field, 100) }), 12), sources: listOf(FieldSource, 200), materials: listOf(MaterialShown, 40), clauses: nullable(listOf(ClauseShown, 40)), grounds: listOf(object({ code: Type.String(), text: Type.String() }), 40),
  papers: listOf(Paper, 200), missing: Application.properties.missing, lacking: Application.properties.lacking, letters: listOf(LetterRow, 60), steps: listOf(Step, 400), may: listOf(object({ action: Type.String(), name: Type.String(), reasons: nullable(listOf(Type.String(), 40)) }), 20), whole: Type.Boolean(),
  /** `part`: of a joint review; else asked by hand. `looked`: whether it knows what of its part is missing. */
  opinions: listOf(object({ unit: Named, question: Type.String(), part: nullable(Type.String()), answered: Type.Boolean(), looked: Type.Boolean(), missing: nullable(object({ materials: listOf(Type.String(), 40), words: Type.String() })), dueAt: nullable(Instant), agrees: nullable(Type.Boolean()), words: nullable(Type.String()) }), 20),
  /** Null: the whole is this unit's to decide; else the part of a joint review that it sees. */
  part: nullable(Type.String()), conditions: listOf(Type.String(), 30),
  /** What whoever approves has to say, since the result says it and the form does not. */
  asks: listOf(object({ code: Type.String(), label: Type.String(), type: oneOf('text', 'date', 'integer', 'choice'), most: Count(), options: listOf(Type.String(), 40) }), 20),
  /** Decided in that system, and not by anybody here. */
  elsewhere: nullable(object({ system: Named, english: Type.String(), decided: oneOf('national', 'municipal') })),
  /** What the person's wallet holds instead of papers; what it says is there once the application is opened. */
  wallet: listOf(object({ id: Uuid, kind: Type.String(), name: Type.String(), number: Type.String(), unit: Type.String(), until: nullable(Type.String()), fields: listOf(object({ label: Type.String(), value: Type.String() }), 20) }), 20),
})
export type DeskApplication = Static<typeof DeskApplication>

const At = { version: maybe(Version) }
const Materials = Type.Array(ShortText(80), { minItems: 1, maxItems: 40 })
const Grounds = Type.Array(Code, { minItems: 1, maxItems: 40 })
export const StepOnly = object(At)
export type StepOnly = Static<typeof StepOnly>
export const AcceptLacking = object({ ...At, materials: Materials, until: Day })
export type AcceptLacking = Static<typeof AcceptLacking>
/** Everything at once: there is one notice and no second. What departments of a joint review reported is in it anyhow. */
export const AskMissing = object({ ...At, materials: Type.Array(ShortText(80), { maxItems: 40 }), words: LongText(1000) })
export type AskMissing = Static<typeof AskMissing>
export const DeclineApplication = object({ ...At, reason: ShortText(200), words: ShortText(1000) })
export type DeclineApplication = Static<typeof DeclineApplication>
export const PauseApplication = object({ ...At, reason: ShortText(200), words: ShortText(1000), until: Day })
export type PauseApplication = Static<typeof PauseApplication>
export const ExtendApplication = object({ ...At, reason: ShortText(1000) })
export type ExtendApplication = Static<typeof ExtendApplication>
/** What the result says and the form does not, by field. */
const FoundValues = Type.Record(FieldName, Type.Union([ShortText(1000), Type.Integer({ minimum: 0, maximum: 1_000_000_000 })]), { maxProperties: 20 })
export const ApproveApplication = object({ ...At, words: maybe(LongText(1000)), found: maybe(FoundValues) })
export type ApproveApplication = Static<typeof ApproveApplication>
/** `grounds`: the conditions that it rests on. */
export const RefuseApplication = object({ ...At, grounds: Grounds, words: ShortText(1000) })
export type RefuseApplication = Static<typeof RefuseApplication>
export const DeliverApplication = object({ ...At, how: oneOf('counter', 'post', 'online'), words: ShortText(400) })
export type DeliverApplication = Static<typeof DeliverApplication>
/** 联审: each is asked at once, and answers for itself. */
export const AskOpinion = object({ ...At, units: Type.Array(Code, { minItems: 1, maxItems: 10 }), question: ShortText(1000) })
export type AskOpinion = Static<typeof AskOpinion>
export const GiveOpinion = object({ ...At, agrees: Type.Boolean(), words: ShortText(1000) })
export type GiveOpinion = Static<typeof GiveOpinion>
/** 并联审批: what of its part a department finds missing; and the leading unit's own answer, before the others have theirs. */
export const ReportMissing = object({ ...At, materials: Materials, words: ShortText(1000) })
export type ReportMissing = Static<typeof ReportMissing>
export const AnswerOwn = object({ ...At, agrees: Type.Boolean(), words: ShortText(1000), grounds: maybe(Grounds), found: maybe(FoundValues) })
export type AnswerOwn = Static<typeof AnswerOwn>

export const ItemAsked = object({ item: Code })
/** `needs`: how surely it must be known who applies. `code`: a firm's; null = a person. `firmsOnly`: nobody applies for themselves. */
export const Subjects = object({ oneself: Type.Boolean(), firmsOnly: Type.Boolean(), others: listOf(object({ id: Uuid, name: Type.String(), code: nullable(Type.String()), guardian: Type.Boolean(), untilOn: Day10 }), 200), needs: nullable(oneOf('phone', 'register', 'counter')), reached: Type.Boolean() })
export type Subjects = Static<typeof Subjects>
export const LicenceOf = object({ applicationId: Uuid, licenceId: Uuid })

export const TallyQuery = object({ from: maybe(Day), to: maybe(Day) })
export const Tally = object({ items: listOf(object({ item: Named, submitted: Count(), automatic: Count(), asked: Count(), typed: Count(), prefilled: Count(), computed: Count(), disputed: Count(), refused: Count() }), 2000) })
export type Tally = Static<typeof Tally>

/** 查漏: not answered in its days; a step without its letter; not delivered in its days; a licence without its document; not decided in its days; pushed to a department's system and not acknowledged; acknowledged and silent; a status of it that reached nobody. */
const ApplicationLeakKind = oneOf('unanswered', 'unlettered', 'undelivered', 'no_licence', 'late', 'unacknowledged', 'silent', 'unheeded')
export type ApplicationLeakKind = Static<typeof ApplicationLeakKind>
export const ApplicationLeakOfKind = object({ kind: ApplicationLeakKind })
export const ApplicationLeakChosen = object({ kind: maybe(ApplicationLeakKind) })
export const ApplicationLeakOf = object({ unit: maybe(Code), item: maybe(Code) })
const LeakGroup = object({ ...Named.properties, count: Count() })
/** `units`, `items`: of the chosen kind, those with most first. */
export const ApplicationLeakCounts = object({ at: Instant, kind: ApplicationLeakKind, total: Count(), kinds: listOf(object({ kind: ApplicationLeakKind, count: Count() }), 10), units: listOf(LeakGroup, 50), items: listOf(LeakGroup, 50) })
export type ApplicationLeakCounts = Static<typeof ApplicationLeakCounts>
export const ApplicationLeaks = object({ items: listOf(object({ id: Uuid, number: Type.String(), item: Named, unit: nullable(Named), stateName: Type.String(), since: Instant, provisional: Type.Boolean() }), 200) })
export type ApplicationLeaks = Static<typeof ApplicationLeaks>
/** `own`: the actor's unit answers for it. */
export const LeakedApplication = object({
  id: Uuid, number: Type.String(), stateName: Type.String(), own: Type.Boolean(),
  steps: listOf(object({ id: Uuid, at: Instant, name: Type.String(), unit: nullable(Type.String()), onTime: nullable(Type.Boolean()), limit: nullable(object({ name: Type.String(), amount: Type.Number(), unit: oneOf('minutes', 'hours', 'days', 'working_hours', 'working_days') })) }), 400),
})
export type LeakedApplication = Static<typeof LeakedApplication>

export const ArchiveFilter = object({ year: maybe(Type.Integer({ minimum: 2000, maximum: 2200 })), ...PageByIdQuery })
export type ArchiveFilter = Static<typeof ArchiveFilter>
/** For what a package is opened: one of `uses`. */
export const OpenArchived = object({ use: Code })
/** What a unit has filed; `waiting` are closed and still to be packed. */
export const ArchivedApplications = object({
  items: listOf(object({ id: Uuid, number: Type.String(), archiveNumber: Type.String(), item: Named, closedAt: Instant, archivedAt: Instant, keep: Keep, files: Count(), bytes: Count(), sha256: Type.String() }), 200), next: nullable(Type.String()), waiting: Count(),
  uses: listOf(object({ code: Type.String(), name: Type.String(), english: Type.String() }), 20),
})
export type ArchivedApplications = Static<typeof ArchivedApplications>
/** 部门业务系统: what a department's own system says of an application, by call-back or when it is asked. `sequence` counts its statuses of this application from 1; a document is named by its SHA-256. */
export const DepartmentStatus = object({
  id: ShortText(100), number: ShortText(30), sequence: Type.Integer({ minimum: 1, maximum: 10_000 }), code: ShortText(40), at: Instant, words: maybe(ShortText(1000)), until: maybe(Day),
  missing: maybe(Type.Array(object({ field: ShortText(60), words: ShortText(400) }), { minItems: 1, maxItems: 40 })), reasons: maybe(Type.Array(ShortText(400), { minItems: 1, maxItems: 20 })),
  result: maybe(object({ number: ShortText(60), issuedOn: Day, from: maybe(Day), until: maybe(Day), values: maybe(Type.Record(Type.String({ pattern: '^[A-Za-z0-9_]{1,60}$', maxLength: 60 }), Type.Union([Type.String({ maxLength: 400 }), Type.Number({ minimum: -1_000_000_000, maximum: 1_000_000_000 })]), { maxProperties: 40 })), document: maybe(Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })) })),
})
export type DepartmentStatus = Static<typeof DepartmentStatus>
export const DepartmentSystemCode = object({ system: Code })
const PushState = oneOf('due', 'pushed', 'parked')
/** One message, with numbers, names, phones and addresses of people masked. */
const DepartmentMessage = object({
  id: Uuid, direction: oneOf('out', 'in'), what: Type.String(), /** What a status means here; null = nobody knows. */ step: nullable(Type.String()), sequence: nullable(Count()), at: Instant, outcome: Type.String(), reason: nullable(Type.String()), words: listOf(Type.String(), 60),
  fields: listOf(object({ as: Type.String(), label: Type.String(), english: Type.String(), value: Type.Unknown() }), 200), papers: listOf(object({ as: Type.String(), label: Type.String(), english: Type.String(), sha256: Type.String() }), 200), faults: listOf(object({ as: Type.String(), label: Type.String(), english: Type.String(), reason: Type.String() }), 100),
})
/** `returnable`: the applicant may be asked to mend it: this is the one notice. */
export const DepartmentTraffic = object({ system: Named, english: Type.String(), state: PushState, version: Count(), tries: Count(), dueSince: Instant, nextAt: nullable(Instant), failure: nullable(Type.String()), receipt: nullable(Type.String()), heardAt: nullable(Instant), promisedAt: nullable(Instant), returnable: Type.Boolean(), messages: listOf(DepartmentMessage, 200) })
export type DepartmentTraffic = Static<typeof DepartmentTraffic>
const KeptStatus = object({ id: Uuid, system: Type.String(), number: Type.String(), what: Type.String(), step: nullable(Type.String()), sequence: nullable(Count()), at: Instant, outcome: Type.String(), reason: nullable(Type.String()) })
/** `kept`: statuses that changed nothing and that nobody has seen to yet. */
export const DepartmentSystemsShown = object({
  systems: listOf(object({ code: Type.String(), name: Type.String(), english: Type.String(), decided: oneOf('national', 'municipal'), items: listOf(Named, 200), connected: Type.Boolean(), metAt: nullable(Instant), failedAt: nullable(Instant), failure: nullable(Type.String()), due: Count(), parked: Count(), silent: Count(), unsignedTimes: Count(), unsignedAt: nullable(Instant) }), 40),
  kept: listOf(KeptStatus, 200),
})
export type DepartmentSystemsShown = Static<typeof DepartmentSystemsShown>
export const DepartmentMessageId = object({ messageId: Uuid })
