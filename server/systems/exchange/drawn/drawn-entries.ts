import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

/** An entry here that is drawn from one outside: in force, or on its way as a change. */
export type DrawnEntry = Readonly<{ from: string; code: string; name: string; unitId: string; /** The draft; null = it is in force. */ change: string | null }>

/** Which entries here are drawn from these of the existing platform. 已引用的目录 */
export async function drawnEntries(deed: Deed, ids: readonly string[]): Promise<Map<string, DrawnEntry>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<DrawnEntry>`select drawn_from as "from", code, name, unit_id as "unitId", null::uuid as change from exchange.resource where drawn_from = any(${[...ids]}::text[]) and withdrawn_at is null
    union all select content ->> 'drawn_from', resource_code, content ->> 'name', unit_id, id from exchange.change where kind = 'new' and ended_at is null and content ->> 'drawn_from' = any(${[...ids]}::text[])`.execute(exchange(deed.tx))
  return new Map(rows.map((row) => [row.from, row]))
}
