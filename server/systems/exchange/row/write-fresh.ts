import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

const THERE_ALREADY = '23505'

/** Rows of which none was found there are written without looking for each, which takes half as long; where one is there after all, or came meanwhile, all is taken back and written with care. 新行直写 */
export async function writeFresh<R>(deed: Deed, fresh: () => Promise<R>, careful: () => Promise<R>): Promise<R> {
  await sql`savepoint fresh`.execute(exchange(deed.tx))
  const written = await fresh().catch((error: { code?: string }) => { if (error.code === THERE_ALREADY) return null; throw error })
  if (written === null) await sql`rollback to savepoint fresh`.execute(exchange(deed.tx))
  await sql`release savepoint fresh`.execute(exchange(deed.tx))
  return written ?? careful()
}
