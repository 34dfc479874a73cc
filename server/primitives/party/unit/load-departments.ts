import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findDivision } from '#primitives/place'
import { checkCreditCode } from '../number/credit-code.ts'
import { party } from '../tables.ts'
import { restampUnits } from './unit-index.ts'

type Line = {
  id: string, name: string, short_name?: string, credit_code?: string, level: string, division_code: string, parent_id: string, kind: string, role?: string
  network_post: string, phone?: string
}

/** Takes departments.csv in: new units are added, changed ones follow the folder unless a desk changed them. 单位入库 */
export async function loadDepartments(deed: Deed, content: unknown): Promise<void> {
  const lines = content as Line[]
  const paths = new Map<string, string>()
  for (const { id, division_code, credit_code } of lines) {
    const division = await findDivision(deed, division_code)
    if (!division) throw new Error(`departments.csv: ${id} answers in ${division_code}, which is no division`)
    if (credit_code && 'fault' in checkCreditCode(credit_code)) throw new Error(`departments.csv: ${id} has a credit code that cannot be one`)
    paths.set(id, division.path)
  }
  const column = <T>(read: (line: Line) => T): T[] => lines.map(read)
  await sql`
    insert into party.department (id, name, short_name, credit_code, level, division_code, division_path, parent_id, kind, role, network_post, phone, origin, changed_at)
    select id, name, short_name, credit_code, level, division_code, division_path, parent_id, kind, role, network_post, phone, 'folder', ${deed.now}
    from unnest(
      ${column((line) => line.id)}::text[], ${column((line) => line.name)}::text[], ${column((line) => line.short_name || null)}::text[], ${column((line) => line.credit_code || null)}::text[],
      ${column((line) => line.level)}::text[], ${column((line) => line.division_code)}::text[], ${column((line) => paths.get(line.id)!)}::text[], ${column((line) => line.parent_id || null)}::text[],
      ${column((line) => line.kind)}::text[], ${column((line) => line.role || null)}::text[], ${column((line) => line.network_post)}::text[], ${column((line) => line.phone || null)}::text[]
    ) as line(id, name, short_name, credit_code, level, division_code, division_path, parent_id, kind, role, network_post, phone)
    on conflict (id) do update set
      name = excluded.name, short_name = excluded.short_name, credit_code = excluded.credit_code, level = excluded.level, division_code = excluded.division_code,
      division_path = excluded.division_path, parent_id = excluded.parent_id, kind = excluded.kind, role = excluded.role, network_post = excluded.network_post, phone = excluded.phone,
      version = party.department.version + 1, changed_at = excluded.changed_at
    where party.department.origin = 'folder'`.execute(party(deed.tx))
  await restampUnits(deed)
}
