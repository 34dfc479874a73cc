import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Instant, listOf, LongText, nullable, object, pageOf, PageByIdQuery, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const ResourceCode = Type.String({ pattern: '^[0-9]{12}$', maxLength: 12 })
const FieldName = Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 })
const Amount = Count(Number.MAX_SAFE_INTEGER)
export const Kind = oneOf('postgres', 'mariadb', 'http', 'folder')
export const TransferMode = oneOf('full', 'incremental', 'capture')
export const TransferRunState = oneOf('waiting', 'running', 'paused', 'quarantined', 'stopped', 'differs', 'done')
export type TransferRunState = Static<typeof TransferRunState>

const EveryMinutes = nullable(Type.Integer({ minimum: 1, maximum: 525_600 }))
/** A password or key; taken once and shown to nobody again. */
const Secret = nullable(Type.String({ minLength: 1, maxLength: 1000 }))
/** Sets up a job 汇聚任务: into an entry of one's own (`resource`), or out of a grant of one's own (`grant`). `mapping`: columns of the other side by field, where they bear another name. */
export const SetUpJob = object({
  id: ClientId, name: ShortText(100), resource: Type.Optional(ResourceCode), grant: Type.Optional(Uuid), kind: Kind, url: Type.String({ minLength: 1, maxLength: 500, pattern: '^\\S+$' }), table: ShortText(300), secret: Secret, mode: TransferMode, everyMinutes: EveryMinutes,
  mapping: Type.Optional(Type.Record(FieldName, ShortText(100), { maxProperties: 500 })),
})
export type SetUpJob = Static<typeof SetUpJob>
/** What is left out stays; another address makes the next run a whole copy. */
export const ChangeJob = object({
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }), name: Type.Optional(ShortText(100)), url: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '^\\S+$' })), table: Type.Optional(ShortText(300)), secret: Type.Optional(Secret), everyMinutes: Type.Optional(EveryMinutes),
})
export type ChangeJob = Static<typeof ChangeJob>
export const JobId = object({ jobId: Uuid })
export const RunId = object({ runId: Uuid })
/** `whole`: everything anew, whatever the job's position. */
export const StartRun = object({ id: ClientId, whole: Type.Optional(Type.Boolean()) })
export type StartRun = Static<typeof StartRun>
/** accept: go on with the columns as they are, extra ones unread and missing ones empty; stop: end this run. */
export const DecideDrift = object({ decision: oneOf('accept', 'stop'), note: Type.Optional(LongText(500)) })
export type DecideDrift = Static<typeof DecideDrift>

const Sum = object({ rows: Amount, content: Type.String() })
const Column = object({ name: Type.String(), type: Type.String() })
/** What a post decides about 结构漂移; `needed`: without these no row can be good, and it cannot be accepted. */
export const Drift = object({ extra: listOf(Column, 2000), missing: listOf(object({ field: FieldName, name: Type.String(), needed: Type.Boolean() }), 1000), retyped: listOf(object({ name: Type.String(), was: Type.String(), is: Type.String() }), 2000) })
/** A run with its progress 进度. `perSecond` and `secondsLeft` are null where they cannot be told; `says` is why it waits or stopped, in the reader's words' key and facts. */
export const TransferRun = object({
  id: Uuid, state: TransferRunState, whole: nullable(Type.Boolean()), askedAt: Instant, startedAt: nullable(Instant), movedAt: nullable(Instant), endedAt: nullable(Instant), nextAt: Instant, pausing: Type.Boolean(), tries: Count(), chunks: Count(),
  rows: Amount, bytes: Amount, good: Amount, changed: Amount, removed: Amount, rejected: Amount, estimate: nullable(Amount), perSecond: nullable(Type.Number()), secondsLeft: nullable(Amount),
  says: nullable(object({ code: Type.String(), facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])) })), compared: nullable(object({ sent: Sum, there: Sum })), drift: nullable(Drift), leaf: nullable(Uuid),
  may: listOf(oneOf('pause', 'resume', 'retry', 'decide', 'cancel'), 5),
})
export type TransferRun = Static<typeof TransferRun>
const UnitNamed = object({ id: Code, name: Type.String() })
export const TransferJob = object({
  id: Uuid, way: oneOf('in', 'out'), name: Type.String(), unit: UnitNamed, resource: object({ code: ResourceCode, name: Type.String() }), grant: nullable(Uuid), kind: Kind, mode: TransferMode, everyMinutes: EveryMinutes, nextAt: nullable(Instant),
  state: oneOf('active', 'ending', 'ended'), version: Type.Integer(), run: nullable(TransferRun),
})
export type TransferJob = Static<typeof TransferJob>
export const JobFilter = object({ resource: Type.Optional(ResourceCode), state: Type.Optional(oneOf('active', 'ending', 'ended')), ...PageByIdQuery })
export type JobFilter = Static<typeof JobFilter>
export const TransferJobs = pageOf(TransferJob)
export type TransferJobs = Static<typeof TransferJobs>
/** The address is for the unit alone: others get null. `hasSecret`: one is kept. `kinds`: connectors of this city. */
export const TransferJobDetail = object({
  job: TransferJob, address: nullable(object({ url: Type.String(), table: Type.String(), hasSecret: Type.Boolean(), mapping: Type.Record(FieldName, Type.String()) })), runs: listOf(TransferRun, 50),
  proposals: listOf(object({ field: FieldName, name: Type.String(), kind: Code, grade: Count(4), declared: Count(4), share: Type.Number() }), 200), mayManage: Type.Boolean(),
  /** What the source keeps for this job, and from where on it lets go of it. */
  kept: nullable(object({ bytes: Amount, most: Amount, lookedAt: Instant })),
})
export type TransferJobDetail = Static<typeof TransferJobDetail>
export const TransferKinds = object({ kinds: listOf(Kind, 10) })
export type TransferKinds = Static<typeof TransferKinds>
export const RejectFilter = object({ limit: PageByIdQuery.limit, after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', maxLength: 15 })) })
export type RejectFilter = Static<typeof RejectFilter>
/** `code` has its words under the texts of landing; values are masked where they are personal. */
export const Rejects = pageOf(object({ line: Amount, column: Type.String(), code: Code, value: Type.String() }), 500)
export type Rejects = Static<typeof Rejects>
export const SavedJob = object({ id: Uuid, version: Type.Integer() })
export type SavedJob = Static<typeof SavedJob>
export const SteeredRun = object({ id: Uuid, state: TransferRunState })
export type SteeredRun = Static<typeof SteeredRun>
