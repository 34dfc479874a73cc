import { sql } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { divisionsUnder, type Level } from '#primitives/place'
import { unitsFor, type Unit } from './find-unit.ts'
import { party } from '../tables.ts'

type Rule = { level: Level, unit_role: string, role: string, title: string }

/** Takes posts.yaml in: one post in every division of a level, in the nearest unit with the role named; such as each community's 网络信息员. 岗位入库 */
export async function loadPosts(deed: Deed, content: unknown): Promise<void> {
  for (const rule of (content as { each: Rule[] }).each) {
    const made: { code: string, unit: Unit, division: string, path: string }[] = []
    const known = new Map<string, Unit | undefined>()
    for (const { code, path } of await divisionsUnder(deed, '', [rule.level])) {
      const above = path.slice(0, Math.max(0, path.lastIndexOf('/')))
      if (!known.has(above)) known.set(above, (await unitsFor(deed, { role: rule.unit_role, divisionPath: above }))[0])
      const unit = known.get(above)
      if (unit) made.push({ code: `${code}-${rule.role.replaceAll('_', '-')}`, unit, division: code, path })
    }
    await sql`
      insert into party.post (id, code, department_id, division_code, division_path, title, role, changed_at)
      select id, code, department_id, division_code, division_path, ${rule.title}, ${rule.role}, ${deed.now}
      from unnest(${made.map(() => randomUUIDv7())}::uuid[], ${made.map((one) => one.code)}::text[], ${made.map((one) => one.unit.id)}::text[], ${made.map((one) => one.division)}::text[], ${made.map((one) => one.path)}::text[])
        as line(id, code, department_id, division_code, division_path)
      on conflict (code) do update set department_id = excluded.department_id, title = excluded.title`.execute(party(deed.tx))
  }
}
