import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { matter } from './tables.ts'

/** Somebody outside wants to hear of it: from now on its events say `followed`. 有人关注 */
export async function markFollowed(deed: Deed, matterId: string): Promise<void> {
  await sql`update matter.matter set facts = facts || '{"followed": true}' where id = ${matterId} and not coalesce((facts->>'followed')::boolean, false)`.execute(matter(deed.tx))
}
