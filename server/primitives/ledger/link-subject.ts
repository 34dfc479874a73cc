import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { ledger } from './tables.ts'

/** Lets leaves about one id be found under another as well, because both are one person. The leaves themselves stay as they are. 并号后的涉我记录 */
export async function linkSubject(deed: Deed, from: string, to: string): Promise<void> {
  const tags = keys().blind('ledger.subject', from).map(({ digest }) => digest)
  const tag = keys().blind('ledger.subject', to)[0]!.digest
  await sql`insert into ledger.subject (entry_id, tag) select distinct entry_id, ${tag}::bytea from ledger.subject where tag = any(${tags}::bytea[]) on conflict do nothing`.execute(ledger(deed.tx))
}
