import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { credential, type CredentialTables } from './tables.ts'

type RevocationReason = CredentialTables['credential.revocation']['reason']

/** `holderId`: whose it is, where whoever calls knows it. */
export type Revoking = Readonly<{ id: string; holderId?: string; reason: RevocationReason; /** The reason in the decider's words, for the holder. */ words?: string }>

/** Takes a licence back for good: from the next list on no verifier believes it, nor any code shown from it. Only its issuer or a job sees the row. 注销凭证 */
export async function revokeCredential(deed: Deed, { id, holderId, reason, words }: Revoking): Promise<void> {
  const db = credential(deed.tx)
  if (holderId !== undefined) await sql`set local haihe.credential_holder = ${sql.lit(holderId)}`.execute(db) // the policy lets the rows of this one holder through
  const found = await db.selectFrom('credential.credential').select(['kind', 'holder_id', 'department_id', 'valid_until']).where('id', '=', id).executeTakeFirst()
  if (!found || (deed.actor.kind !== 'job' && found.department_id !== deed.actor.departmentId)) throw notFound('credential.not_found')
  const by = deed.actor.departmentId ?? deed.actor.id
  const made = await db.insertInto('credential.revocation').values({ credential_id: id, reason, revoked_by: by, at: deed.now, valid_until: found.valid_until })
    .onConflict((row) => row.column('credential_id').doNothing()).returning('number').executeTakeFirst()
  if (!made) throw conflict('credential.revoked')
  await appendLeaf(deed, { kind: 'credential.revoked', subjects: [found.holder_id], payload: { credential: id, kind: found.kind, reason, words: words ?? null, department: by } })
  await record(deed, 'credential.revoked', id, { kind: found.kind, holderId: found.holder_id, reason, words: words ?? null })
}
