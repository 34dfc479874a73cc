import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { party } from '../tables.ts'

/** Takes identity-areas.csv in. 身份证地区码入库 */
export async function loadIdentityAreas(deed: Deed, content: unknown): Promise<void> {
  const lines = content as { code: string, name: string, abolished: string }[]
  await sql`
    insert into party.identity_area (code, name, abolished)
    select * from unnest(${lines.map((line) => line.code)}::text[], ${lines.map((line) => line.name)}::text[], ${lines.map((line) => line.abolished === 'yes')}::boolean[])
    on conflict (code) do update set name = excluded.name, abolished = excluded.abolished`.execute(party(deed.tx))
}
