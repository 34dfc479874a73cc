import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { createPerson } from '#primitives/party'
import { asLogin, sealSecret } from '../secrets.ts'
import type { Entrant } from '../session/open-session.ts'
import { access } from '../tables.ts'
import { addPhone } from './phones.ts'

/** The role of everyone who logs in as a resident; the city's data says what it may. */
export const residentRole = 'resident'

/** An account for whoever proved to hold a phone; the identity behind it is not yet known. 居民注册 */
export async function createResident(deed: Deed, phone: string, given: Readonly<{ partyId?: string; name?: string; login?: string; since?: Date }> = {}): Promise<Entrant> {
  const entrant: Entrant = { id: randomUUIDv7(), kind: 'resident', partyId: given.partyId ?? randomUUIDv7(), name: given.name ?? `${phone.slice(0, 3)}****${phone.slice(-4)}` }
  if (!given.partyId) await createPerson(deed, { id: entrant.partyId, name: entrant.name, phone })
  await access(deed.tx).insertInto('access.account').values({
    id: entrant.id, kind: 'resident', login: given.login ?? null, party_id: entrant.partyId, name: entrant.name, post_id: null, department_id: null, division_path: null,
    created_at: deed.now, created_by: deed.actor.id, disabled_at: null,
  }).execute()
  await addPhone(deed, entrant.id, phone, given.since ?? deed.now)
  await access(deed.tx).insertInto('access.grant').values({
    id: randomUUIDv7(), account_id: entrant.id, role: residentRole, division_path: '', department_id: null, from_at: given.since ?? deed.now, until_at: null, reason: 'resident',
    granted_by: 'access', granted_at: given.since ?? deed.now, revoked_at: null, revoked_by: null,
  }).execute()
  await asLogin(deed)
  await sealSecret(deed, entrant, 'phone', phone)
  return entrant
}
