import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { cityOf } from './city.ts'
import { restamp } from './division-index.ts'
import { initialsOf } from './initials.ts'
import { place } from './tables.ts'

type Line = {
  code: string, parent_code: string, level: string, kind: string, name: string, initials?: string, longitude: string, latitude: string
  valid_from: string, valid_to: string, source: string
}

/** Takes divisions.csv in: new rows are added, changed ones follow the folder unless a desk changed them. A row that left the file stays; it ends by valid_to. 区划入库 */
export async function loadDivisions(deed: Deed, content: unknown): Promise<void> {
  const lines = (content as Line[]).filter((line) => line.parent_code !== '')
  const paths = pathsOf(lines, (await cityOf(deed)).code)
  const column = <T>(read: (line: Line) => T): T[] => lines.map(read)
  const number = (text: string): number | null => (text === '' ? null : Number(text))
  await sql`
    insert into place.division (code, parent_code, level, kind, name, initials, path, longitude, latitude, valid_from, valid_to, source, origin, changed_at)
    select code, parent_code, level, kind, name, initials, path, longitude, latitude, valid_from, valid_to, source, 'folder', ${deed.now}
    from unnest(
      ${column((line) => line.code)}::text[], ${column((line) => line.parent_code)}::text[], ${column((line) => line.level)}::text[], ${column((line) => line.kind)}::text[],
      ${column((line) => line.name)}::text[], ${column((line) => line.initials || initialsOf(line.name))}::text[], ${column((line) => paths.get(line.code)!)}::text[],
      ${column((line) => number(line.longitude))}::float8[], ${column((line) => number(line.latitude))}::float8[],
      ${column((line) => line.valid_from || null)}::date[], ${column((line) => line.valid_to || null)}::date[], ${column((line) => line.source)}::text[]
    ) as line(code, parent_code, level, kind, name, initials, path, longitude, latitude, valid_from, valid_to, source)
    on conflict (code) do update set
      parent_code = excluded.parent_code, level = excluded.level, kind = excluded.kind, name = excluded.name, initials = excluded.initials, path = excluded.path,
      longitude = excluded.longitude, latitude = excluded.latitude, valid_from = excluded.valid_from, valid_to = excluded.valid_to, source = excluded.source,
      version = place.division.version + 1, changed_at = excluded.changed_at
    where place.division.origin = 'folder'
      and (place.division.name, place.division.kind, place.division.path, place.division.initials, place.division.longitude, place.division.latitude, place.division.valid_from, place.division.valid_to)
        is distinct from (excluded.name, excluded.kind, excluded.path, excluded.initials, excluded.longitude, excluded.latitude, excluded.valid_from, excluded.valid_to)`.execute(place(deed.tx))
  await restamp(deed)
}

/** code → path, or an error that names the line whose parent is not above it. */
export function pathsOf(lines: readonly { code: string, parent_code: string }[], cityCode: string): Map<string, string> {
  const paths = new Map<string, string>([[cityCode, '']])
  for (const { code, parent_code: parent } of lines) {
    const above = paths.get(parent)
    if (above === undefined) throw new Error(`divisions.csv: ${code} stands before its parent ${parent}, or the parent is missing`)
    if (paths.has(code)) throw new Error(`divisions.csv: ${code} stands twice`)
    paths.set(code, above === '' ? code : `${above}/${code}`)
  }
  return paths
}
