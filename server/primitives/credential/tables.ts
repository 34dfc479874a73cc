import type { Generated } from 'kysely'
import { tables } from '#base/database'

export type CredentialTables = {
  /** One row a licence, written when it is issued and never changed; that it was revoked stands in another table. 凭证 */
  'credential.credential': {
    /** UUIDv7; its last 48 bits are random and stand for it in the revocation filter. */
    id: string
    /** Which kind, as a home contributes it: services.elder_card. */
    kind: string
    /** The person or firm that it was given to. */
    holder_id: string
    /** The unit that issued it. */
    department_id: string
    /** What it says, as JSON by name; sealed. */
    claims: Buffer
    /** From this instant. */
    valid_from: Date
    /** Until before this instant. */
    valid_until: Date
    /** SHA-256 of the document that it stands for, where there is one. */
    document_sha256: Buffer | null
    /** When it was issued. */
    issued_at: Date
  }
  /** Licences that were taken back: what the public filter is made of. 注销 */
  'credential.revocation': {
    /** Grows with each: the version of the list is the highest. */
    number: Generated<bigint>
    /** The licence. */
    credential_id: string
    /** ended = no longer entitled, mistaken = issued by mistake, replaced, lost, unlawful = got by deceit, deceased. */
    reason: 'ended' | 'mistaken' | 'replaced' | 'lost' | 'unlawful' | 'deceased'
    /** The unit, or the job, that took it back. */
    revoked_by: string
    /** When. */
    at: Date
    /** When the licence would have ended anyway: then it leaves the list. */
    valid_until: Date
  }
}
export const credential = tables<CredentialTables>()
