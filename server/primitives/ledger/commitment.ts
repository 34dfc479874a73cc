import { hash, randomBytes } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'

/** What is known of a leaf beside its commitment. */
export type Content = Readonly<{
  kind: string
  at: string
  actor: Readonly<{ kind: string; id: string; post: string | null; department: string | null }>
  purpose: string | null
  request: string
  /** SHA-256 of the salt and each subject's id: whoever is given salt and id can check, nobody else can guess. */
  subjects: readonly string[]
  detail: unknown
}>

const SALT = 32
// in one call: this is the hot path of every deed that owes a leaf
const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer')

export const subjectMark = (salt: Buffer, subject: string): string => hash('sha256', Buffer.concat([salt, Buffer.from(subject)]), 'hex')

/** Builds the content of a leaf with fresh salt. `opened` (salt, then canonical JSON) is what gets sealed; its SHA-256 is the commitment. 承诺 */
export function commit(deed: Deed, kind: string, subjects: readonly string[], detail: object): { commitment: Buffer; opened: Buffer } {
  const salt = randomBytes(SALT)
  const { actor } = deed
  const content: Content = {
    kind, at: deed.now.toISOString(), actor: { kind: actor.kind, id: actor.id, post: actor.postId, department: actor.departmentId },
    purpose: deed.purpose, request: deed.requestId, subjects: subjects.map((subject) => subjectMark(salt, subject)), detail,
  }
  const opened = Buffer.concat([salt, Buffer.from(canonicalJson(content))])
  return { commitment: sha256(opened), opened }
}

/** Reads what was sealed, when it is what the commitment commits to; null otherwise. */
export function contentOf(opened: Buffer, commitment: Buffer): { salt: Buffer; content: Content } | null {
  if (opened.length <= SALT || !sha256(opened).equals(commitment)) return null
  return { salt: opened.subarray(0, SALT), content: JSON.parse(opened.toString('utf8', SALT)) as Content }
}
