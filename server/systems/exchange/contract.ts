import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Day, DivisionCode, Instant, listOf, LongText, nullable, object, PageByIdQuery, pageOf, PageQuery, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const ResourceCode = Type.String({ pattern: '^[0-9]{12}$', maxLength: 12 })
export const Share = oneOf('unconditional', 'conditional', 'forbidden')
export const Open = oneOf('open', 'conditional', 'closed')
export const Library = oneOf('population', 'legal_person', 'licence', 'space', 'credit')
const Grade = Type.Integer({ minimum: 1, maximum: 4 })
const Level = oneOf('core', 'important', 'general')

/** A field of a resource 信息项: its type, how sensitive it is, and what another department sees of it by default. */
export const ResourceField = object({
  name: ShortText(60), field: Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 }), type: oneOf('text', 'integer', 'decimal', 'date', 'datetime', 'boolean', 'code'), length: nullable(Count(100_000)),
  required: Type.Boolean(), key: Type.Boolean(), grade: Grade, level: Level, personal: nullable(Code), mask: oneOf('full', 'part', 'compare', 'never'), /** Its value is the code of the division that the row is about 区划. */ division: Type.Optional(Type.Boolean()),
})
export type ResourceField = Static<typeof ResourceField>
/** What a requester sees of a field, and by which row of the city's rules; null = as the entry itself says. */
export const MaskSaid = object({ field: Type.String(), name: Type.String(), mask: oneOf('full', 'part', 'year', 'street', 'band', 'compare', 'never'), because: nullable(Type.String()) }); export type MaskSaid = Static<typeof MaskSaid>

export const ResourceRow = object({ code: ResourceCode, version: Count(), name: Type.String(), unitId: Code, unitName: Type.String(), library: nullable(Library), theme: Type.String(), summary: Type.String(), share: Share, open: Open, cycle: Code, personal: Type.Boolean(), grade: Grade, level: Level, fields: Count(1000), updatedAt: Instant }); export type ResourceRow = Static<typeof ResourceRow>
export const ResourceSearch = object({ q: Type.Optional(Type.String({ maxLength: 100 })), unit: Type.Optional(Code), library: Type.Optional(Library), theme: Type.Optional(Type.String({ maxLength: 40 })), share: Type.Optional(Share), open: Type.Optional(Open), ...PageQuery }); export type ResourceSearch = Static<typeof ResourceSearch>
/** `count` is how many fit; of a search by words only the nearest hundred are listed, and `next` is null. */
export const ResourcePage = object({ items: listOf(ResourceRow, 200), next: nullable(ResourceCode), count: Count() }); export type ResourcePage = Static<typeof ResourcePage>

const ResourceNamed = object({ code: ResourceCode, name: Type.String() })
export const ResourceId = object({ code: ResourceCode })
/** An entry in the shape of ODCS 3.1 数据契约 (Open Data Contract Standard); as YAML the same. */
export const DataContract = object({ apiVersion: Type.Literal('v3.1.0'), kind: Type.Literal('DataContract'), id: Type.String(), name: Type.String(), version: Type.String(), status: oneOf('active', 'retired'), domain: Type.String(), tenant: Type.String(), dataProduct: Type.String(), contractCreatedTs: Instant, description: Type.Unknown(), schema: listOf(Type.Unknown(), 1), slaProperties: listOf(Type.Unknown(), 5), team: Type.Unknown(), roles: listOf(Type.Unknown(), 5), servers: listOf(Type.Unknown(), 10), customProperties: listOf(Type.Unknown(), 20) }); export type DataContract = Static<typeof DataContract>
export const ContractForm = object({ as: Type.Optional(oneOf('json', 'yaml')) })
export const Resource = object({ resource: ResourceRow, format: Code, shareCondition: Type.String(), shareBasis: Type.String(), modes: listOf(Code, 10), fields: listOf(ResourceField, 1000), withdrawnAt: nullable(Instant), derivedFrom: listOf(ResourceNamed, 20), derivedReason: Type.String(), /** Drawn from the existing platform and asked there live; `change`: what it says otherwise since one's own unit looked. */ drawn: nullable(object({ platform: nullable(Type.String()), entry: Type.String(), harvestedAt: nullable(Instant), change: nullable(object({ hash: Type.String(), goneAt: nullable(Instant), name: nullable(Type.String()), share: nullable(Code), moved: Type.Boolean(), faulty: Type.Boolean(), fields: listOf(object({ field: Type.String(), name: Type.String(), how: oneOf('new', 'changed', 'gone') }), 1000) })) })), versions: listOf(object({ version: Count(), effectiveFrom: Instant, changedBy: Type.String() }), 200) }); export type Resource = Static<typeof Resource>

const counted = listOf(object({ key: Type.String(), name: Type.String(), count: Count() }), 1000)
/** How many entries each source department, library, theme, share type and openness has. */
export const ResourceCounts = object({ entries: Count(), fields: Count(), units: counted, libraries: counted, themes: counted, shares: counted, opens: counted }); export type ResourceCounts = Static<typeof ResourceCounts>

const Version = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 }))
const Mode = oneOf('query', 'batch_check', 'page', 'delivery')
export const Step = object({ version: Version, note: Type.Optional(LongText(2000)) })
export const NotedStep = object({ version: Version, note: ShortText(2000) })
export const ReasonedStep = object({ version: Version, reason: ShortText(500), note: Type.Optional(LongText(2000)) })
export const ExtendRequest = object({ version: Version, reason: ShortText(500), workingDays: Type.Integer({ minimum: 1, maximum: 30 }) })
/** A refusal names the condition of the entry that is not met, word for word. */
export const RefuseRequest = object({ version: Version, condition: ShortText(300), reason: ShortText(500) })

/** What a department asks for 共享申请. */
export const FileRequest = object({ id: ClientId, resource: ResourceCode, fields: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 }), { minItems: 1, maxItems: 200 }), purpose: ShortText(200), legalBasis: ShortText(200), scenario: ShortText(100), usingSystem: ShortText(100), mode: Mode, untilOn: Day, rowsADay: Type.Integer({ minimum: 1, maximum: 100_000_000 }) }); export type FileRequest = Static<typeof FileRequest>
/** There only in answers of the sandbox: nothing in them is real. */
const Sandbox = Type.Optional(Type.Literal(true))
export const FiledRequest = object({ id: Uuid, number: ShortText(20), state: Code, sandbox: Sandbox })
export type FiledRequest = Static<typeof FiledRequest>
export const RequestId = object({ requestId: Uuid })
export const RequestFilter = object({ view: Type.Optional(oneOf('mine', 'to_answer', 'all')), resource: Type.Optional(ResourceCode), open: Type.Optional(Type.Boolean()), ...PageQuery })
export type RequestFilter = Static<typeof RequestFilter>
const UnitNamed = object({ id: Code, name: Type.String() })
export const RequestRow = object({ id: Uuid, number: ShortText(20), state: Code, stateName: Type.String(), version: Type.Integer(), overdue: Type.Boolean(), resource: object({ code: ResourceCode, name: Type.String(), share: Share }), unit: UnitNamed, source: UnitNamed, purpose: Type.String(), fields: Count(1000), mode: Mode, untilOn: Day, filedAt: Instant, stateDueAt: nullable(Instant) })
export type RequestRow = Static<typeof RequestRow>
export const DataRequests = pageOf(RequestRow)
export type DataRequests = Static<typeof DataRequests>
const Doable = object({ action: Code, name: Type.String(), needs: listOf(Type.String(), 10), reasons: nullable(listOf(Type.String(), 30)), usual: Type.Boolean() })
export const DataRequest = object({
  request: RequestRow, legalBasis: Type.String(), scenario: Type.String(), usingSystem: Type.String(), rowsADay: Count(), condition: nullable(Type.String()), fields: listOf(ResourceField, 1000), keys: listOf(object({ field: Type.String(), name: Type.String() }), 50), conditions: listOf(Type.String(), 20),
  shareBasis: Type.String(), may: listOf(Doable, 60), trace: Type.Unknown(),
  /** What the asker sees of each field for this business. */
  masks: listOf(MaskSaid, 200),
})
export type DataRequest = Static<typeof DataRequest>

const SheetFault = object({ line: Type.Integer(), column: Type.String(), code: Code, value: Type.String() })
/** `full`: the sheet is the whole of it, and rows that are not in it go. */
export const LandRows = object({ full: Type.Optional(Type.Boolean()) })
/** `proposals`: fields whose values look more personal than the catalogue says. `sha256` is that of how many rows there are and the sum of what they say; it stands on the ledger. */
export const LandedRows = object({ rows: Count(), changed: Count(), unchanged: Count(), gone: Count(), rejected: Count(), sha256: Type.String(), faults: listOf(SheetFault, 500), proposals: listOf(object({ field: Type.String(), name: Type.String(), kind: Code, grade: Grade, declared: Grade, share: Type.Number() }), 200) })
export type LandedRows = Static<typeof LandedRows>
export const GrantId = object({ grantId: Uuid })
const FieldName = Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 })
/** One key, for one matter. `compare`: values whose field tells only whether it is the same. `own`: what the asker's own records say; where the one row says something else, its value stands and a correction opens. */
export const QueryRows = object({ field: FieldName, value: ShortText(100), matter: ShortText(20), compare: Type.Optional(Type.Record(FieldName, ShortText(100), { maxProperties: 20 })), own: Type.Optional(Type.Record(FieldName, ShortText(200), { maxProperties: 20 })) })
export type QueryRows = Static<typeof QueryRows>
const ShownRow = Type.Record(FieldName, Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]))
/** `differs`: fields of which the asker's own records say something else, and the number of the correction; null in the sandbox. */
export const QueriedRows = object({ rows: listOf(ShownRow, 20), masks: listOf(MaskSaid, 200), differs: Type.Optional(listOf(object({ field: FieldName, name: Type.String(), correction: nullable(Type.String()) }), 20)), sandbox: Sandbox })
export type QueriedRows = Static<typeof QueriedRows>
/** A list is checked for one matter; `rows` answers by the line of the sheet. `own`: the list is what the asker's own records say, and where the one row of a key says something else, a correction opens. */
export const CheckRows = object({ matter: ShortText(20), own: Type.Optional(Type.Boolean()) })
export const CheckedRows = object({
  rows: listOf(object({ line: Type.Integer(), answer: oneOf('yes', 'no', 'unknown') }), 5000), yes: Count(), no: Count(), unknown: Count(), rejected: Count(), faults: listOf(SheetFault, 500), sandbox: Sandbox,
  /** Values that differ, and corrections that this list opened for them; those open or answered already are not opened again. */
  differing: Type.Optional(object({ values: Count(), opened: Count() })),
})
export type CheckedRows = Static<typeof CheckedRows>

export const DeliveryId = object({ deliveryId: Uuid })
export const StartDelivery = object({ id: ClientId })
export const StartedDelivery = object({ id: Uuid, rows: Count(), chunks: Count(), total: Count(), chunkRows: Count(), masks: listOf(MaskSaid, 200), sandbox: Sandbox })
export type StartedDelivery = Static<typeof StartedDelivery>
export const ChunkOfDelivery = object({ deliveryId: Uuid, number: Type.String({ pattern: '^[1-9][0-9]{0,6}$', maxLength: 7 }) })
/** `text`: a row a line, in canonical JSON; `sha256` is that of these bytes. `last`: there is no more after it. */
export const DeliveryChunk = object({ number: Count(), rows: Count(), sha256: Type.String(), text: Type.String(), last: Type.Boolean(), sandbox: Sandbox })
export type DeliveryChunk = Static<typeof DeliveryChunk>
export const FinishedDelivery = object({ id: Uuid, rows: Count(), chunks: Count() })
export type FinishedDelivery = Static<typeof FinishedDelivery>
/** What was given: fields, rows, and the hash of each chunk. */
export const Manifest = object({ delivery: Uuid, grant: Uuid, resource: ResourceCode, version: Count(), source: Code, unit: Code, purpose: Type.String(), fields: listOf(Type.String(), 200), rows: Count(), chunks: listOf(object({ rows: Count(), sha256: Type.String() }), 1_000_000), sandbox: Sandbox })
export type Manifest = Static<typeof Manifest>
/** `leaf`: salt and content, base64, whose SHA-256 stands in the ledger. */
export const DeliveryReceipt = object({ format: Type.Literal('haihe-receipt/1'), manifest: Manifest, leaf: Type.String(), proof: object({ leafIndex: Count(Number.MAX_SAFE_INTEGER), treeSize: Count(Number.MAX_SAFE_INTEGER), path: listOf(Type.String(), 64), checkpoint: Type.String() }) })
export type DeliveryReceipt = Static<typeof DeliveryReceipt>

const After = Type.Optional(Type.String({ maxLength: 100, pattern: '^([0-9A-Za-z/]*:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|kept:[0-9A-Za-z_-]{1,80})$' }))
/** Rows of a grant by page, for one matter; `division`: only those about it. */
export const PageRows = object({ matter: ShortText(20), division: Type.Optional(DivisionCode), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })), after: After })
export type PageRows = Static<typeof PageRows>
export const PagedRows = object({ rows: listOf(ShownRow, 500), next: nullable(Type.String()), masks: listOf(MaskSaid, 200), sandbox: Sandbox })
export type PagedRows = Static<typeof PagedRows>

/** An entry as its source department says it 目录条目; its grade follows from its fields. */
const EntryField = object({ ...ResourceField.properties, name: Type.String({ pattern: '^\\S{1,40}$', maxLength: 40 }) })
export const EntrySaid = object({ name: Type.String({ pattern: '^\\S{2,60}$', maxLength: 60 }), library: nullable(Library), theme: ShortText(20), summary: Type.String({ minLength: 4, maxLength: 300 }), format: oneOf('database', 'file', 'api'), share: Share, shareCondition: LongText(300), shareBasis: LongText(200), modes: Type.Array(oneOf('query', 'batch_check', 'page', 'delivery'), { maxItems: 4, uniqueItems: true }), open: Open, cycle: oneOf('realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'once'), personal: Type.Boolean(), fields: Type.Array(EntryField, { minItems: 1, maxItems: 200 }) })
export type EntrySaid = Static<typeof EntrySaid>
/** `classified`: what the drafter declares; `derivedFrom`: codes of the entries it was made of, with why it is graded as it is. */
const drafted = { classified: oneOf('none', 'work_secret', 'state_secret'), entry: EntrySaid, derivedFrom: Type.Array(ResourceCode, { maxItems: 20 }), derivedReason: LongText(500), reason: ShortText(500), effectiveOn: Day }
const OutsideId = Type.String({ pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$', minLength: 1, maxLength: 100 })
/** `code` null: the next free one. `base`: the version that is changed; null = a new entry. `drawnFrom`: of a new entry, the one of the existing platform that it is drawn from. */
export const DraftChange = object({ id: ClientId, code: nullable(ResourceCode), base: nullable(Count(1_000_000)), drawnFrom: Type.Optional(OutsideId), ...drafted })
export const OutsideEntryAsked = object({ from: OutsideId })
export const ProposedEntry = object({ id: Type.String(), platform: nullable(Type.String()), name: Type.String(), share: Share, personal: Type.Boolean(), fields: listOf(ResourceField, 500), harvestedAt: Instant }); export type ProposedEntry = Static<typeof ProposedEntry>
export const LookAtChange = object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 }) })
export const LookedAt = object({ code: ResourceCode, hash: Type.String() }); export type LookedAt = Static<typeof LookedAt>
export const ReviseChange = object({ version: Version, ...drafted })
export const WithdrawResource = object({ id: ClientId, code: ResourceCode, base: Count(1_000_000), reason: ShortText(500), effectiveOn: Day })
export const DraftedChange = object({ id: Uuid, number: ShortText(20), state: Code, code: ResourceCode })
export type DraftedChange = Static<typeof DraftedChange>
export const AssessChange = object({ version: Version, secrecy: ShortText(1000), privacy: ShortText(1000) })
/** `unit` null: different things under one name. */
export const NameSource = object({ version: Version, rulings: Type.Array(object({ name: ShortText(60), unit: nullable(Code) }), { minItems: 1, maxItems: 200 }), reason: ShortText(500) })
export const ChangeId = object({ changeId: Uuid })
export const ChangeFilter = object({ view: Type.Optional(oneOf('mine', 'to_assess', 'to_review', 'all')), open: Type.Optional(Type.Boolean()), ...PageQuery })
export const ChangeRow = object({ id: Uuid, number: ShortText(20), state: Code, stateName: Type.String(), version: Type.Integer(), overdue: Type.Boolean(), kind: oneOf('new', 'edit', 'withdraw'), resource: ResourceNamed, unit: UnitNamed, reason: Type.String(), effectiveOn: Day, draftedAt: Instant, dueAt: nullable(Instant) })
export type ChangeRow = Static<typeof ChangeRow>
export const CatalogueChanges = pageOf(ChangeRow)
export type CatalogueChanges = Static<typeof CatalogueChanges>
export const CatalogueChange = object({ change: ChangeRow, base: nullable(Count()), entry: nullable(EntrySaid), before: nullable(EntrySaid), derivedFrom: listOf(ResourceCode, 20), derivedReason: Type.String(), fields: listOf(object({ field: Type.String(), name: Type.String(), how: oneOf('added', 'removed', 'changed') }), 400), users: listOf(object({ id: Uuid, unit: UnitNamed, fields: listOf(Type.String(), 200) }), 1000), conflicts: listOf(object({ name: Type.String(), ruling: nullable(Type.String()), reason: nullable(Type.String()), holders: listOf(object({ unit: UnitNamed, code: ResourceCode, resource: Type.String(), library: Type.Boolean() }), 5) }), 200), assessments: listOf(object({ subject: oneOf('secrecy', 'privacy'), words: Type.String(), signedAt: Instant, post: Type.String() }), 2), may: listOf(Doable, 60), trace: Type.Unknown() })
export type CatalogueChange = Static<typeof CatalogueChange>
/** `empty`: a sheet to fill; otherwise what one's unit has in the catalogue. */
export const CatalogueSheet = object({ empty: Type.Optional(Type.Boolean()) })
export const CatalogueImport = object({ reason: ShortText(500), effectiveOn: Day })
/** Of `total` faults the first are listed. */
export const ImportedCatalogue = object({ entries: Count(), drafted: Count(), unchanged: Count(), rejected: Count(), total: Count(), faults: listOf(SheetFault, 500) })
export type ImportedCatalogue = Static<typeof ImportedCatalogue>
/** What a department needs and the catalogue does not have 数据需求. */
export const RaiseDemand = object({ id: ClientId, name: ShortText(60), items: ShortText(500), purpose: ShortText(200), legalBasis: ShortText(200), scenario: ShortText(100) })
export const DemandId = object({ demandId: Uuid })
export const DemandFilter = object({ view: Type.Optional(oneOf('mine', 'to_answer', 'all')), open: Type.Optional(Type.Boolean()), ...PageQuery })
export const NameDemandSource = object({ version: Version, unit: Code, note: Type.Optional(LongText(2000)) })
export const PromiseDemand = object({ version: Version, untilOn: Day, note: ShortText(2000) })
export const MeetDemand = object({ version: Version, resource: ResourceCode, note: Type.Optional(LongText(2000)) })
export const DemandRow = object({ id: Uuid, number: ShortText(20), state: Code, stateName: Type.String(), version: Type.Integer(), overdue: Type.Boolean(), name: Type.String(), unit: UnitNamed, source: nullable(UnitNamed), resource: nullable(ResourceNamed), raisedAt: Instant, dueAt: nullable(Instant) })
export type DemandRow = Static<typeof DemandRow>
export const Demands = pageOf(DemandRow)
export type Demands = Static<typeof Demands>
/** `near`: entries whose words are near to what is needed. */
export const Demand = object({ demand: DemandRow, items: Type.String(), purpose: Type.String(), legalBasis: Type.String(), scenario: Type.String(), near: listOf(object({ code: ResourceCode, name: Type.String(), unitName: Type.String(), share: Share }), 5), may: listOf(Doable, 60), trace: Type.Unknown() })
export type Demand = Static<typeof Demand>
const duty = { entries: Count(), landed: Count(), fresh: Count(), late: Count(), never: Count() }
/** Entries that are shared, by how fresh they are; `demands`: given to it and open. */
export const Duties = object({ items: listOf(object({ unit: UnitNamed, ...duty, demands: Count(), demandsOverdue: Count() }), 2000) })
export type Duties = Static<typeof Duties>
export const DutyUnit = object({ unit: Code })
/** `kept`: a system of this platform keeps it; `never`: no row came yet; `late`: older than its cycle. */
export const DutiesOfUnit = object({ unit: UnitNamed, items: listOf(object({ ...ResourceNamed.properties, cycle: Code, rows: nullable(Count()), lastAt: nullable(Instant), state: oneOf('kept', 'never', 'fresh', 'late') }), 2000) })
export type DutiesOfUnit = Static<typeof DutiesOfUnit>
export const Negatives = object({ laws: listOf(object({ name: Type.String(), why: Type.String(), basis: Type.String() }), 200), entries: listOf(object({ ...ResourceNamed.properties, unitName: Type.String(), basis: Type.String() }), 5000) })
export type Negatives = Static<typeof Negatives>
export const ListCounts = object({ demands: object({ all: Count(), met: Count(), promised: Count(), unanswered: Count(), declined: Count(), overdue: Count() }), duties: object({ units: Count(), entries: Count(), fresh: Count(), late: Count(), never: Count() }), negatives: object({ laws: Count(), entries: Count() }) })
export type ListCounts = Static<typeof ListCounts>
const UseField = object({ name: Type.String(), field: nullable(FieldName) })
/** A use of the reader's data: `matter.id` only where the matter is theirs; `field` only where the entry still has it. */
export const OwnUse = object({
  entryId: Uuid, at: Instant, unit: nullable(UnitNamed), purpose: nullable(Type.String()), delivery: Type.Boolean(), resource: nullable(object({ code: ResourceCode, name: Type.String() })), source: nullable(UnitNamed), fields: listOf(UseField, 20),
  request: nullable(object({ number: Type.String(), legalBasis: Type.String(), scenario: Type.String(), grantedAt: Instant, untilOn: Day })), matter: nullable(object({ number: Type.String(), id: nullable(Uuid), kind: nullable(Code) })),
  correction: nullable(object({ id: Uuid, stateName: Type.String(), final: Type.Boolean() })), withheld: nullable(object({ basis: Type.String(), article: Type.String(), untilOn: Day })),
})
export type OwnUse = Static<typeof OwnUse>
export const OwnUsesQuery = object(PageByIdQuery)
export const OwnUses = pageOf(OwnUse)
export type OwnUses = Static<typeof OwnUses>
export const CorrectionId = object({ correctionId: Uuid })
/** A value got under a grant is wrong 校核: by which key it was got, what is wrong, and what it should be. */
export const AskCorrection = object({ id: ClientId, grant: Uuid, field: FieldName, key: object({ field: FieldName, value: ShortText(100) }), wrong: ShortText(500), believed: LongText(200) })
export type AskCorrection = Static<typeof AskCorrection>
/** `use`: the leaf by which the reader saw it. */
/** Of a use that was shown (`use`), or of one's own row of an entry (`resource`). */
export const AskOwnCorrection = object({ id: ClientId, use: Type.Optional(Uuid), resource: Type.Optional(ResourceCode), field: FieldName, wrong: ShortText(500), believed: LongText(200) })
export type AskOwnCorrection = Static<typeof AskOwnCorrection>
export const AskedCorrection = object({ id: Uuid, number: ShortText(20), state: Code })
export type AskedCorrection = Static<typeof AskedCorrection>
export const CorrectionFilter = object({ view: Type.Optional(oneOf('to_answer', 'mine', 'all')), open: Type.Optional(Type.Boolean()), ...PageQuery })
export type CorrectionFilter = Static<typeof CorrectionFilter>
export const CorrectionRow = object({
  id: Uuid, number: ShortText(20), state: Code, stateName: Type.String(), final: Type.Boolean(), version: Type.Integer(), overdue: Type.Boolean(), origin: oneOf('person', 'unit', 'difference'), resource: object({ code: ResourceCode, name: Type.String() }),
  source: UnitNamed, unit: nullable(UnitNamed), field: object({ field: FieldName, name: Type.String() }), askedAt: Instant, stateDueAt: nullable(Instant),
})
export type CorrectionRow = Static<typeof CorrectionRow>
export const Corrections = pageOf(CorrectionRow)
export type Corrections = Static<typeof Corrections>
export const OwnCorrections = object({ items: listOf(CorrectionRow, 200) })
export const Correction = object({ correction: CorrectionRow, mayRead: Type.Boolean(), may: listOf(Doable, 60), trace: Type.Unknown() })
export type Correction = Static<typeof Correction>
export const OwnCorrection = object({ correction: CorrectionRow, wrong: Type.String(), believed: Type.String(), may: listOf(Doable, 60), trace: Type.Unknown() })
export type OwnCorrection = Static<typeof OwnCorrection>
/** `held`: what the source holds now, `changed`: and that it changed since; told to the source alone. */
export const OpenedCorrection = object({ key: object({ name: nullable(Type.String()), value: Type.String() }), wrong: Type.String(), believed: Type.String(), held: listOf(nullable(Type.String()), 20), changed: Type.Boolean() })
export type OpenedCorrection = Static<typeof OpenedCorrection>

/** `rows`: how many rows this person has in every entry of the sandbox. `matter`: a number of the right form. */
export const SandboxPeople = object({ matter: ShortText(20), sandbox: Sandbox, /** With which the sandbox's receipts are checked. */ verifierKey: Type.String(), people: listOf(object({ name: Type.String(), number: Type.String(), phone: Type.String(), rows: Count() }), 1000) }); export type SandboxPeople = Static<typeof SandboxPeople>
export const IssueSandboxKey = object({ name: ShortText(100), days: Type.Integer({ minimum: 1, maximum: 180 }) })
export const IssuedSandboxKey = object({ id: Uuid, key: Type.String() })
export const SandboxKeyId = object({ keyId: Uuid })
export const RevokedSandboxKey = object({ id: Uuid })
export const SandboxKeys = object({ items: listOf(object({ id: Uuid, name: Type.String(), hint: Type.String(), issuedAt: Instant, expiresAt: Instant, revokedAt: nullable(Instant), lastUsedAt: nullable(Instant) }), 100) }); export type SandboxKeys = Static<typeof SandboxKeys>
/** A number under which an agreement was filed with the authority. */
export const AgreementStep = object({ version: Version, agreement: ShortText(60), note: ShortText(2000) })
const Way = oneOf('deleted', 'returned', 'archived')
export const WayStep = object({ version: Version, way: Way, note: ShortText(2000) })
/** For whom: the unit that raised it, or the other. */
export const DecideDispute = object({ version: Version, outcome: oneOf('raiser', 'other'), reason: ShortText(500) })
/** A refusal, a suspension, or a correction that was not made 争议. */
export const RaiseDispute = object({ id: ClientId, request: Type.Optional(Uuid), correction: Type.Optional(Uuid), words: ShortText(500) }); export type RaiseDispute = Static<typeof RaiseDispute>
export const FollowupId = object({ followupId: Uuid })
const FollowupKind = oneOf('provision', 'disposal', 'dispute', 'withholding')
export const FollowupFilter = object({ kind: Type.Optional(FollowupKind), open: Type.Optional(Type.Boolean()), ...PageQuery }); export type FollowupFilter = Static<typeof FollowupFilter>
export const FollowupRow = object({
  id: Uuid, kind: FollowupKind, number: ShortText(20), state: Code, stateName: Type.String(), final: Type.Boolean(), version: Type.Integer(), overdue: Type.Boolean(), resource: object({ code: ResourceCode, name: Type.String() }), unit: UnitNamed, source: UnitNamed,
  about: object({ id: Uuid, number: Type.String(), correction: Type.Boolean() }), way: nullable(Way), words: nullable(Type.String()), outcome: nullable(oneOf('raiser', 'other')), openedAt: Instant, stateDueAt: nullable(Instant),
})
export type FollowupRow = Static<typeof FollowupRow>
export const Followups = pageOf(FollowupRow); export type Followups = Static<typeof Followups>
const Withholding = object({ matter: Type.String(), basis: Type.String(), article: Type.String(), untilOn: Day, uses: Count() })
export const Followup = object({ followup: FollowupRow, withholding: nullable(Withholding), may: listOf(Doable, 60), trace: Type.Unknown() }); export type Followup = Static<typeof Followup>
/** How the city stands with the platform above; `name` null: it stands alone. */
export const UpstreamShown = object({
  name: nullable(Type.String()), sent: Count(), entries: Count(), metAt: nullable(Instant), failedAt: nullable(Instant), failure: nullable(Type.String()),
  requests: listOf(object({
    id: Type.String(), requestId: nullable(Uuid), number: nullable(ShortText(20)), stateName: nullable(Type.String()), askedBy: Type.String(), resource: object({ code: Type.String(), name: Type.String() }),
    outcome: oneOf('received', 'granted', 'refused', 'impossible'), reason: nullable(Type.String()), receivedAt: Instant, told: Type.Boolean(),
  })),
})
export type UpstreamShown = Static<typeof UpstreamShown>

const UsageBy = oneOf('unit', 'source', 'resource', 'grant', 'day', 'hour')
const UsageView = oneOf('mine', 'source', 'all')
const Much = Type.Number({ minimum: 0 })
/** `mine`: what one's unit used; `source`: what others used of its data; `all`: for the authority. */
export const UsageFilter = object({ by: Type.Optional(UsageBy), view: Type.Optional(UsageView), from: Type.Optional(Day), to: Type.Optional(Day), unit: Type.Optional(Code), resource: Type.Optional(ResourceCode) }); export type UsageFilter = Static<typeof UsageFilter>
/** `quota` and `today` only of grants: rows a day, and how many of them are gone. */
export const Usage = object({
  by: UsageBy, view: UsageView, from: Day, to: Day, at: Instant, total: object({ queries: Much, rows: Much, grants: Count() }),
  rows: listOf(object({ key: Type.String(), name: Type.String(), detail: nullable(Type.String()), queries: Much, rows: Much, grants: Count(), quota: nullable(Count()), today: nullable(Count()) }), 500),
})
export type Usage = Static<typeof Usage>

export const AlarmId = object({ alarmId: Uuid })
export const AlarmFilter = object({ open: Type.Optional(Type.Boolean()), grant: Type.Optional(Uuid), ...PageByIdQuery }); export type AlarmFilter = Static<typeof AlarmFilter>
const JudgedAs = oneOf('explained', 'misuse')
export const UseAlarm = object({
  id: Uuid, kind: oneOf('multiple', 'off_hours', 'outside_area', 'many_persons', 'same_person'), grant: object({ id: Uuid, number: Type.String(), stateName: Type.String() }), resource: object({ code: ResourceCode, name: Type.String() }),
  unit: UnitNamed, source: UnitNamed, purpose: Type.String(), onDay: Day, figure: Count(), usual: nullable(Much), threshold: Much, matter: nullable(Type.String()), openedAt: Instant, lastAt: Instant,
  judged: nullable(object({ as: JudgedAs, reason: Type.String(), standing: Type.Boolean(), at: Instant })),
})
export type UseAlarm = Static<typeof UseAlarm>
export const UseAlarms = pageOf(UseAlarm); export type UseAlarms = Static<typeof UseAlarms>
/** `standing`: the reason stands for the rest of the grant. */
export const ExplainUse = object({ reason: ShortText(500), standing: Type.Boolean() })
export const MisusedUse = object({ reason: ShortText(500) })
export const JudgedAlarm = object({ id: Uuid, as: JudgedAs, suspended: Type.Boolean() }); export type JudgedAlarm = Static<typeof JudgedAlarm>
/** Uses under one grant for one matter are not to be shown to the person before a day 暂不告知. */
export const AskWithholding = object({ id: ClientId, grant: Uuid, matter: ShortText(20), basis: Code, untilOn: Day, words: ShortText(500) }); export type AskWithholding = Static<typeof AskWithholding>
const LegalBasis = object({ code: Code, name: Type.String(), nameEn: Type.String(), article: Type.String() })
export const WithholdingBases = object({ longestDays: Count(), items: listOf(LegalBasis, 30) })
export const WithheldUses = object({ bases: listOf(LegalBasis, 30), quarters: listOf(object({ quarter: Type.String({ maxLength: 7 }), decisions: Count(), uses: Count(), bases: listOf(object({ code: Code, decisions: Count(), uses: Count() }), 30) }), 200) }); export type WithheldUses = Static<typeof WithheldUses>
const ExchangeLeakKind = oneOf('unused_grant', 'no_rows', 'behind_cycle', 'closed_matter', 'overdue', 'unjudged', 'undelivered'); export type ExchangeLeakKind = Static<typeof ExchangeLeakKind>
/** `most`: there are at least so many. */
export const ExchangeLeakCounts = object({ at: Instant, total: Count(), kinds: listOf(object({ kind: ExchangeLeakKind, count: Count(), most: Type.Boolean() }), 10) }); export type ExchangeLeakCounts = Static<typeof ExchangeLeakCounts>
export const ExchangeLeakOfKind = object({ kind: ExchangeLeakKind })
export const ExchangeLeaks = object({ items: listOf(object({ key: Type.String(), name: Type.String(), detail: Type.String(), unit: Type.String(), since: nullable(Instant), link: Type.String() }), 1000) }); export type ExchangeLeaks = Static<typeof ExchangeLeaks>

/** Entries that hold rows about the reader's own division 数据回流; `most`: there are more rows than were counted. */
export const ReturnedEntries = object({ division: Type.String(), items: listOf(object({ code: ResourceCode, name: Type.String(), source: Type.String(), personal: Type.Boolean(), rows: Count(), most: Type.Boolean(), landedAt: nullable(Instant) }), 500) }); export type ReturnedEntries = Static<typeof ReturnedEntries>
export const PageReturned = object({ division: Type.Optional(DivisionCode), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })), after: After }); export type PageReturned = Static<typeof PageReturned>
export const ReturnedRows = object({ fields: listOf(object({ field: Type.String(), name: Type.String() }), 200), rows: listOf(ShownRow, 500), next: nullable(Type.String()), masks: listOf(MaskSaid, 200) }); export type ReturnedRows = Static<typeof ReturnedRows>
