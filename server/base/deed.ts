import type { Tx } from './database.ts'

/** One role at one place: what may be done, where (a division path; '' is the whole city), and for which department. 授权 */
export type Grant = Readonly<{ permissions: ReadonlySet<string>; divisionPath: string; departmentId: string | null }>

/** Who acts: a person, a post, a device, another system or a job. 行为人 */
export type Actor = Readonly<{
  kind: 'person' | 'staff' | 'device' | 'unit' | 'job' | 'anonymous'
  /** The party's id; the name of the job; 'anonymous'. */
  id: string
  name?: string
  accountId?: string | null
  sessionId?: string | null
  postId: string | null
  departmentId: string | null
  divisionPath: string | null
  grants: readonly Grant[]
}>

/** The whole context of one act: a transaction, who acts, for whom, for what, when. Knows nothing of HTTP. 一件事 */
export type Deed = Readonly<{
  tx: Tx
  actor: Actor
  /** The person for whom the actor acts, when it is another one. */
  subject: string | null
  /** Why personal data is read: a word from the closed list. */
  purpose: string | null
  requestId: string
  now: Date
}>

export const anonymous: Actor = { kind: 'anonymous', id: 'anonymous', postId: null, departmentId: null, divisionPath: null, grants: [] }

export const may = (actor: Actor, permission: string): boolean => actor.grants.some((grant) => grant.permissions.has(permission))
