import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

/** Reads within a deed of somebody else (a resident applies): row-level security lets in the rows of this one grant, and only meanwhile. */
export async function behindGrant<R>(deed: Deed, grantId: string, read: () => Promise<R>): Promise<R> {
  await sql`set local haihe.fact = ${sql.lit(grantId)}`.execute(exchange(deed.tx))
  const answer = await read() // a refusal ends the transaction, and with it the setting
  await sql`set local haihe.fact = ''`.execute(exchange(deed.tx))
  return answer
}
