import type { Deed } from '#base/deed'
import { credentialRules } from './city-rules.ts'
import { signedList } from './signed-list.ts'
import { credential } from './tables.ts'
import { writeFilter } from './verifier/revocation-filter.ts'
import type { SignedList } from './verifier/open-list.ts'
import type { Revoked } from './verifier/trust.ts'

/** Every licence that was taken back and would still be in force, as a filter: about 18 bits each, never missed, one stranger in 65,536 hit; a hit is asked about at `verify`. 注销名单 */
export async function publishedRevocations(deed: Deed): Promise<SignedList> {
  const { city } = await credentialRules(deed)
  const db = credential(deed.tx)
  const last = await db.selectFrom('credential.revocation').select(['number', 'credential_id']).orderBy('number', 'desc').limit(1).executeTakeFirst()
  const version = Number(last?.number ?? 0)
  const rows = await db.selectFrom('credential.revocation').select('credential_id').where('valid_until', '>', deed.now).execute()
  const mark = `${city} ${version} ${last?.credential_id ?? ''} ${rows.length}`
  return signedList('revocations', mark, deed.now, () => ({ city, version, count: rows.length, filter: Buffer.from(writeFilter(rows.map(({ credential_id: id }) => id))).toString('base64') }))
}

/** Whether and why one licence was taken back, from the register itself. */
export async function revocationOf(deed: Deed, id: string): Promise<Revoked | null> {
  const found = await credential(deed.tx).selectFrom('credential.revocation').select(['reason', 'at']).where('credential_id', '=', id).executeTakeFirst()
  return found ? { reason: found.reason, at: found.at.toISOString() } : null
}
