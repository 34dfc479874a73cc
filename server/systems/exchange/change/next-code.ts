import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { exchange, type ExchangeTables } from '../tables.ts'

/** 部门类 3 and 07 省（自治区、直辖市）及其下各级政务部门, after 政务信息资源目录编制指南（试行）. */
const OF_DEPARTMENTS = '307'

/** The code of a new entry: class and item as its library's other entries have them, the unit's own three digits, the next number. One at a time, so that no code is given twice. 编码 */
export async function nextCode(deed: Deed, unitId: string, library: ExchangeTables['exchange.resource']['library']): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('exchange.next_code'))`.execute(exchange(deed.tx))
  const { rows: [known] } = await sql<{ item: string | null; unit: string | null; last_unit: number }>`select
    (select left(code, 3) from exchange.resource where library = ${library} limit 1) as item,
    coalesce((select substr(code, 4, 3) from exchange.resource where unit_id = ${unitId} limit 1), (select substr(resource_code, 4, 3) from exchange.change where unit_id = ${unitId} limit 1)) as unit,
    (select coalesce(max(n), 0) from (select substr(code, 4, 3)::int as n from exchange.resource union all select substr(resource_code, 4, 3)::int from exchange.change) as taken) as last_unit`.execute(exchange(deed.tx))
  const prefix = (known!.item ?? OF_DEPARTMENTS) + (known!.unit ?? String(known!.last_unit + 1).padStart(3, '0'))
  const { rows: [last] } = await sql<{ n: number }>`select coalesce(max(substr(code, 7)::int), 0) as n from (
    select code from exchange.resource where code like ${`${prefix}%`} union all select resource_code from exchange.change where resource_code like ${`${prefix}%`}) as taken`.execute(exchange(deed.tx))
  return prefix + String(last!.n + 1).padStart(6, '0')
}
