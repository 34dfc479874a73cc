import type { Deed } from './deed.ts'
import type { Http } from './http.ts'

/** A message that something happened, as a listener gets it. 消息 */
export type EventMessage = Readonly<{ id: string; seq: bigint; name: string; subjectId: string; actorId: string; at: Date; detail: Record<string, unknown> }>

/** `where` names what the event's detail must hold: an event that nobody needs costs no delivery.
 *  `performAll` takes the events of many subjects in one transaction, each subject once; when it fails each is tried alone. */
export type Listener = Readonly<{ name: string; on: string; where?: Readonly<Record<string, readonly (string | boolean)[]>> }> &
  (Readonly<{ perform(deed: Deed, event: EventMessage): Promise<void> }> | Readonly<{ performAll(deed: Deed, events: readonly EventMessage[]): Promise<void> }>)

/** `perform` opens a transaction as this job, for a department where one is named; a job may open many. `stopping` says that the process ends: a long job comes to a halt where it can go on from. */
export type JobRun = Readonly<{
  now: Date
  stopping: AbortSignal
  perform<R>(work: (deed: Deed) => Promise<R>, departmentId?: string): Promise<R>
  read<R>(work: (deed: Deed) => Promise<R>): Promise<R>
}>
/** `shared`: every process performs it at once, and it sees by itself that no two do the same. */
export type Job = Readonly<{ name: string; everySeconds: number; shared?: true; perform(run: JobRun): Promise<void> }>

/** One kind of file in cities/<city>/: read, checked against cities/schema/<schema>.schema.json, loaded where its hash is new. */
export type Seed = Readonly<{
  file: string
  schema: string
  /** Loaded only in demo mode. */
  demo?: boolean
  optional?: boolean
  /** What is live now, in the form of the files: what a desk edited comes back into the folder. */
  write?(deed: Deed): Promise<readonly Readonly<{ path: string; content: unknown }>[]>
  load(deed: Deed, content: unknown, source: Readonly<{ path: string; sha256: string }>): Promise<void>
}>

/** What routes may know of the city they serve. */
export type About = Readonly<{ city: string; demo: boolean; /** All that any home declares. */ permissions: readonly string[] }>

/** What a primitive or a system declares of itself. 一个部分的申明 */
export type Home = Readonly<{
  name: string
  chinese: string
  needs?: readonly string[]
  permissions?: readonly string[]
  events?: readonly string[]
  routes?: readonly ((http: Http, about: About) => void | Promise<void>)[]
  listeners?: readonly Listener[]
  jobs?: readonly Job[]
  seeds?: readonly Seed[]
  /** What it offers to others; the types are those of the primitive registry. */
  contributions?: readonly Readonly<{ kind: string; id: string }>[]
  /** Runs once at boot, before requests: caches that a read needs. */
  warm?(deed: Deed): Promise<void>
}>
