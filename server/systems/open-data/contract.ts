import { Type, type Static, type TSchema } from 'typebox'
import { ClientId, Code, Count, Day, Instant, listOf, LongText, nullable, object, PageQuery, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{1,79}$', maxLength: 80 })
const Heading = Type.String({ minLength: 1, maxLength: 200 })
const ColumnType = oneOf('integer', 'decimal', 'date', 'datetime', 'boolean', 'text')
const Cycle = oneOf('realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'once')
export const Format = oneOf('csv', 'json', 'xlsx', 'parquet')
export type Format = Static<typeof Format>
const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const UnitNamed = object({ id: Code, name: Type.String() })
const Link = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 500 })

/** A column of a published table. `field` is its name in the interface; `role` says what a chart or a map may do with it. */
export const OpenColumn = object({ heading: Heading, field: Heading, type: ColumnType, note: Type.String(), values: Count(), blanks: Count(), role: nullable(oneOf('longitude', 'latitude', 'day', 'number', 'category')) })
export type OpenColumn = Static<typeof OpenColumn>
export const DatasetRow = object({
  id: Uuid, name: Name, title: Type.String(), unit: UnitNamed, theme: Type.String(), tags: listOf(Type.String(), 20), summary: Type.String(), cycle: Cycle, licence: Code, rows: Count(), columns: Count(1000), version: Count(),
  renewedAt: Instant, downloads: Count(), calls: Count(), rating: nullable(Type.Number()),
})
export type DatasetRow = Static<typeof DatasetRow>
export const DatasetSearch = object({
  q: Type.Optional(Type.String({ maxLength: 100 })), unit: Type.Optional(Code), theme: Type.Optional(Type.String({ maxLength: 40 })), tag: Type.Optional(Type.String({ maxLength: 40 })), sort: Type.Optional(oneOf('relevance', 'renewed', 'downloads', 'title')), ...PageQuery,
})
export type DatasetSearch = Static<typeof DatasetSearch>
/** `next` is the place to go on from; null when there is no more. */
export const DatasetPage = object({ items: listOf(DatasetRow, 200), next: nullable(Type.String({ maxLength: 200 })), count: Count() })
export type DatasetPage = Static<typeof DatasetPage>

export const DatasetName = object({ name: Name })
/** What a check of the gate says. `findings`: the column, what was found, how many rows; never a value. What it means and what to do are texts: `open_data.gate.<check>.name` and `.todo`, `open_data.finding.<kind>`.
 *  A check may pass with findings: of personal data that were doubtful and confirmed to be none. */
export const GateCheck = object({
  check: oneOf('rows', 'rejects', 'grade', 'personal', 'groups', 'note', 'change'), passed: Type.Boolean(),
  findings: listOf(object({ column: nullable(Heading), kind: Code, size: Type.Optional(Count()), rows: Count(), groups: Type.Optional(Count()), of: Count(), doubtful: Type.Optional(Type.Boolean()) }), 500),
})
export const Gate = object({ passed: Type.Boolean(), leastGroup: Count(), checks: listOf(GateCheck, 10) })
export type Gate = Static<typeof Gate>
const Copy = object({ format: Format, bytes: nullable(Count(Number.MAX_SAFE_INTEGER)), sha256: nullable(Type.String()) })
const VersionLine = object({ version: Count(), change: Type.String(), rows: Count(), publishedAt: Instant, signedByUnit: Type.Boolean(), withdrawnAt: nullable(Instant) })
const Licence = object({ code: Code, name: Type.String(), text: Type.String(), url: Type.String() })
export const Licences = object({ items: listOf(Licence, 50) })
/** One dataset as everybody sees it. `gate` is how it passed; `quota`: how many calls a day without a key and with one. A copy without a size has not been made yet: its first download makes it. */
export const Dataset = object({
  dataset: DatasetRow, resource: nullable(Type.String()), scope: Type.String(), columns: listOf(OpenColumn, 1000), versions: listOf(VersionLine, 200), copies: listOf(Copy, 4), licence: Licence, gate: Gate, signedAt: Instant, note: Type.String(), leaf: nullable(Uuid),
  ratings: Count(), feedback: Count(), quota: object({ anonymous: Count(), key: Count() }),
})
export type Dataset = Static<typeof Dataset>
export const RowsQuery = object({
  version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })), q: Type.Optional(Type.String({ maxLength: 100 })), filter: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 })), sort: Type.Optional(Type.String({ maxLength: 210 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })), after: Type.Optional(Type.String({ pattern: '^[0-9]{1,10}$', maxLength: 10 })),
})
/** `filter` is `field=value`, many times; `sort` is `field` or `field desc`; `after` the `next` of the page before (a row's number, or with `sort` an offset). */
export type RowsQuery = Static<typeof RowsQuery>
export const RowsPage = object({ columns: listOf(OpenColumn, 1000), rows: listOf(listOf(Cell, 1000), 1000), next: nullable(Type.String({ maxLength: 10 })), count: Count() })
export type RowsPage = Static<typeof RowsPage>
export const ChartQuery = object({ by: Heading, measure: Type.Optional(Heading), how: Type.Optional(oneOf('count', 'sum', 'average')), filter: RowsQuery.properties.filter })
export type ChartQuery = Static<typeof ChartQuery>
/** Groups of one column in its own order (days, numbers) or by size; at most 500, `groups` says how many there are. */
export const Chart = object({ points: listOf(object({ key: nullable(Type.String()), value: Type.Number() }), 500), groups: Count() })
export type Chart = Static<typeof Chart>
/** At most 2,000 points of a table that has a longitude and a latitude. */
export const Points = object({ points: listOf(object({ longitude: Type.Number(), latitude: Type.Number(), label: Type.String() }), 2000), count: Count() })
export type Points = Static<typeof Points>
export const FileOfDataset = object({ name: Name, format: Format })
export const FileQuery = object({ version: RowsQuery.properties.version })
const counted = listOf(object({ key: Type.String(), name: Type.String(), count: Count() }), 500)
const used = listOf(object({ key: Type.String(), name: Type.String(), count: Count(), downloads: Count(), calls: Count() }), 500)
export const OpenCounts = object({ datasets: Count(), rows: Count(Number.MAX_SAFE_INTEGER), downloads: Count(), calls: Count(), units: used, themes: used, tags: counted })
export type OpenCounts = Static<typeof OpenCounts>

/** Feedback 反馈: public once the unit has answered. */
export const GiveFeedback = object({ id: ClientId, rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })), words: ShortText(500) })
export type GiveFeedback = Static<typeof GiveFeedback>
const Outcome = oneOf('mended', 'kept', 'will_open')
export const FeedbackRow = object({
  id: Uuid, dataset: object({ name: Name, title: Type.String() }), version: Count(), rating: nullable(Count(5)), words: Type.String(), givenAt: Instant, outcome: nullable(Outcome), answer: nullable(Type.String()), unit: UnitNamed, answeredAt: nullable(Instant),
})
export const FeedbackPage = object({ items: listOf(FeedbackRow, 200), next: nullable(Uuid) })
export type FeedbackPage = Static<typeof FeedbackPage>
export const FeedbackId = object({ feedbackId: Uuid })
export const FeedbackQuery = object({ limit: PageQuery.limit, after: Type.Optional(Uuid) })
export const OpenFeedbackQuery = object({ ...FeedbackQuery.properties, open: Type.Optional(Type.Boolean()) })
export const AnswerFeedback = object({ outcome: Outcome, answer: ShortText(500) })
export type AnswerFeedback = Static<typeof AnswerFeedback>

/** A request for data that is not open yet 数据需求申请: a matter of the kind open_data_request with the same id. */
export const AskForData = object({ id: ClientId, title: ShortText(80), words: ShortText(1000), purpose: ShortText(300), unit: Type.Optional(Code) })
export type AskForData = Static<typeof AskForData>
const Doable = object({ action: Code, name: Type.String(), needs: listOf(Type.String(), 10), reasons: nullable(listOf(Type.String(), 30)), usual: Type.Boolean() })
export const DataWishId = object({ wishId: Uuid })
export const DataWish = object({
  id: Uuid, number: ShortText(20), state: Code, stateName: Type.String(), version: Type.Integer(), overdue: Type.Boolean(), title: Type.String(), words: Type.String(), purpose: Type.String(), askedAt: Instant, dueAt: nullable(Instant),
  askedUnit: nullable(UnitNamed), unit: nullable(UnitNamed), dataset: nullable(object({ name: Name, title: Type.String() })), answer: nullable(Type.String()), may: listOf(Doable, 60),
})
export type DataWish = Static<typeof DataWish>
export const DataWishes = object({ items: listOf(DataWish, 200), next: nullable(Type.String({ maxLength: 200 })) })
export type DataWishes = Static<typeof DataWishes>
export const WishFilter = object({ view: Type.Optional(oneOf('public', 'mine', 'to_answer')), open: Type.Optional(Type.Boolean()), ...PageQuery })
export type WishFilter = Static<typeof WishFilter>
const Version = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 }))
export const WishStep = object({ version: Version, note: Type.Optional(LongText(1000)) })
export const AcceptWish = object({ version: Version, unit: Code })
export const RefuseWish = object({ version: Version, reason: ShortText(300), note: ShortText(1000) })
export const OpenWish = object({ version: Version, dataset: Name, note: ShortText(1000) })
export const AdvancedWish = object({ id: Uuid, number: ShortText(20), state: Code, version: Type.Integer() })

/** What somebody made of open data 应用成果: shown after the city's data post has looked at it. */
export const SubmitShowcase = object({ id: ClientId, title: ShortText(80), summary: ShortText(500), url: Link, maker: ShortText(80), datasets: Type.Array(Name, { minItems: 1, maxItems: 20 }) })
export type SubmitShowcase = Static<typeof SubmitShowcase>
export const ShowcaseRow = object({
  id: Uuid, title: Type.String(), summary: Type.String(), url: Type.String(), maker: Type.String(), datasets: listOf(object({ name: Name, title: Type.String() }), 20), submittedAt: Instant, state: oneOf('waiting', 'shown', 'refused'), reason: nullable(Type.String()),
})
export const ShowcasePage = object({ items: listOf(ShowcaseRow, 200), next: nullable(Uuid) })
export type ShowcasePage = Static<typeof ShowcasePage>
export const ShowcaseQuery = object({ view: Type.Optional(oneOf('shown', 'mine', 'waiting')), limit: PageQuery.limit, after: Type.Optional(Uuid) })
export type ShowcaseQuery = Static<typeof ShowcaseQuery>
export const ShowcaseId = object({ showcaseId: Uuid })
export const ReviewShowcase = object({ show: Type.Boolean(), reason: Type.Optional(ShortText(300)) })

/** Keys to the interface 接口钥匙: the key itself is told once. It is sent as `Authorization: od_…`. */
export const MakeKey = object({ id: ClientId, purpose: ShortText(80) })
export const MadeKey = object({ id: Uuid, key: Type.String() })
export type MadeKey = Static<typeof MadeKey>
export const KeyRow = object({ id: Uuid, purpose: Type.String(), ending: Type.String(), madeAt: Instant, revokedAt: nullable(Instant), today: Count(), quota: Count() })
export const KeyList = object({ items: listOf(KeyRow, 200) })
export type KeyList = Static<typeof KeyList>
export const KeyId = object({ keyId: Uuid })

/** Desk: what a unit says of a dataset. `columns` by heading: another name, a note, a type that is not the guessed one, or left out: then it is never stored.
 *  `confirmed`: somebody looked at what the scan found there and it is no personal data; heard only where names, addresses or the like were found in few rows (`doubtful`). */
const ColumnSetting = object({ heading: Heading, field: Type.Optional(Type.String({ pattern: '^[^\\s"=,]+$', maxLength: 60 })), note: Type.Optional(LongText(200)), type: Type.Optional(ColumnType), leftOut: Type.Optional(Type.Boolean()), confirmed: Type.Optional(Type.Boolean()) })
export const ChangeDataset = object({
  title: ShortText(80), summary: ShortText(500), theme: ShortText(40), tags: Type.Array(ShortText(20), { maxItems: 20 }), cycle: Cycle, licence: Code, scope: LongText(200), resource: Type.Optional(Type.String({ pattern: '^[0-9]{12}$', maxLength: 12 })),
  grade: Type.Integer({ minimum: 1, maximum: 4 }), aboutPeople: Type.Boolean(), quasi: Type.Array(Heading, { maxItems: 20 }), columns: Type.Array(ColumnSetting, { maxItems: 1000 }),
})
export type ChangeDataset = Static<typeof ChangeDataset>
export const CreateDataset = object({ id: ClientId, name: Name, ...ChangeDataset.properties })
export type CreateDataset = Static<typeof CreateDataset>
export const CreatedDataset = object({ id: Uuid, name: Name })
const SheetFault = object({ line: Type.Integer(), column: Type.String(), code: Code, value: Type.String() })
export const LoadQuery = object({ encoding: Type.Optional(oneOf('utf-8', 'gb18030', 'utf-16le', 'utf-16be')), delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })), sheet: Type.Optional(Type.String({ maxLength: 100 })), headingLine: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) })
export type LoadQuery = Static<typeof LoadQuery>
/** A file as it was read. `kept` is false where personal data were found: then no row was stored, only this report. `faults` are the rejected rows by line and column. */
export const Draft = object({
  id: Uuid, fileName: Type.String(), format: Type.String(), encoding: nullable(Type.String()), bytes: Count(Number.MAX_SAFE_INTEGER), sha256: Type.String(), rows: Count(), kept: Type.Boolean(), blankRows: Count(), rejected: Count(), faults: listOf(SheetFault, 500), columns: listOf(OpenColumn, 1000), leftOut: listOf(Heading, 1000), loadedAt: Instant,
  acceptedRejects: Type.Boolean(), note: nullable(Type.String()), signedBy: nullable(Type.String()), signedAt: nullable(Instant),
})
export type Draft = Static<typeof Draft>
export const DeskDatasetRow = object({ name: Name, title: Type.String(), unit: UnitNamed, version: Count(), publishedAt: nullable(Instant), withdrawnAt: nullable(Instant), draft: nullable(object({ rows: Count(), rejected: Count(), loadedAt: Instant, signedAt: nullable(Instant) })), openFeedback: Count() })
export const DeskDatasets = object({ items: listOf(DeskDatasetRow, 200), next: nullable(Name) })
export type DeskDatasets = Static<typeof DeskDatasets>
export const DeskQuery = object({ limit: PageQuery.limit, after: Type.Optional(Name) })
export const DeskDataset = object({
  row: DeskDatasetRow, settings: ChangeDataset, draft: nullable(Draft), gate: nullable(Gate), versions: listOf(VersionLine, 200), withdrawn: nullable(object({ at: Instant, reason: Type.String() })), preview: listOf(listOf(Cell, 1000), 20),
  uses: listOf(object({ day: Day, downloads: Count(), calls: Count(), views: Count() }), 31), may: object({ prepare: Type.Boolean(), sign: Type.Boolean(), publish: Type.Boolean(), withdraw: Type.Boolean() }),
})
export type DeskDataset = Static<typeof DeskDataset>
/** The head's disclosure note; `acceptRejects`: the rejected rows may stay away. It is for this draft and no other. */
export const SignDraft = object({ draft: Uuid, note: ShortText(500), acceptRejects: Type.Optional(Type.Boolean()) })
export type SignDraft = Static<typeof SignDraft>
export const PublishDataset = object({ draft: Uuid, change: Type.Optional(ShortText(300)) })
export type PublishDataset = Static<typeof PublishDataset>
export const PublishedDataset = object({ name: Name, version: Count(), publishedAt: Instant })
export const WithdrawDataset = object({ reason: ShortText(300) })
export const Done = object({ done: Type.Boolean() })

/** CKAN's Action API: the fields that its clients send, in a query string or as JSON. */
export const CkanAction = object({ action: Type.String({ pattern: '^[a-z_]{1,60}$', maxLength: 60 }) })
const Word = Type.String({ maxLength: 4000 })
const Plain = Type.Union([Word, Type.Number({ minimum: -1e15, maximum: 1e15 }), Type.Boolean(), Type.Null()])
const recordOf = <T extends TSchema>(value: T) => Type.Object({}, { additionalProperties: false, maxProperties: 60, patternProperties: { '^.{1,200}$': value } })
export const CkanQuery = Type.Object({}, { maxProperties: 60, patternProperties: { '^.{1,60}$': Type.Union([Word, Type.Array(Word, { maxItems: 100 })]) } })
const known = [
  'id', 'name', 'name_or_id', 'q', 'fq', 'fq_list', 'qf', 'rows', 'start', 'sort', 'facet', 'facet\\.field', 'facet\\.limit', 'facet\\.mincount', 'include_(drafts|deleted|private|tracking|datasets|dataset_count|extras|users|groups|tags|followers|total)', 'use_default_schema', 'limit', 'offset', 'page', 'order_by', 'all_fields',
  'organizations', 'groups', 'type', 'query', 'fields', 'tags', 'vocabulary_id', 'resource_id', 'filters', 'distinct', 'plain', 'language', 'total_estimation_threshold', 'records_format', 'full_text',
]
const Anything = Type.Union([Plain, Type.Array(Plain, { maxItems: 1000 }), recordOf(Type.Union([Plain, Type.Array(Plain, { maxItems: 1000 }), recordOf(Plain)]))])
export const CkanBody = Type.Object({}, { additionalProperties: false, maxProperties: 60, patternProperties: { [`^(${known.join('|')})$`]: Anything } })

export const CataloguePage = object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) })
