import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { gone } from '#base/errors'
import { access } from '../tables.ts'

/** Where a passkey belongs: the host and the origin that the browser was asked at. */
export type Party = Readonly<{ id: string; origin: string }>
const minutes = 5

export async function keepChallenge(deed: Deed, challenge: string, purpose: 'register' | 'login', accountId: string | null): Promise<string> {
  const id = randomUUIDv7()
  await access(deed.tx).insertInto('access.challenge').values({ id, challenge, purpose, account_id: accountId, expires_at: new Date(deed.now.getTime() + minutes * 60_000) }).execute()
  return id
}

/** Takes a challenge away: it is good once. */
export async function takeChallenge(deed: Deed, id: string, purpose: 'register' | 'login', accountId: string | null): Promise<string> {
  const row = await access(deed.tx).deleteFrom('access.challenge').where('id', '=', id).where('purpose', '=', purpose)
    .where('account_id', accountId === null ? 'is' : '=', accountId).returning(['challenge', 'expires_at']).executeTakeFirst()
  if (!row || row.expires_at <= deed.now) throw gone('access.challenge_over')
  return row.challenge
}
