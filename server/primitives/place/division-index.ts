import type { Deed } from '#base/deed'
import { stamped } from '#base/stamped'
import type { Box } from './coordinates.ts'
import { outlineOf, type Outline, type Point } from './polygon.ts'
import { place, type CitySettings, type DivisionRow, type Level } from './tables.ts'

export type Division = {
  code: string, name: string, level: Level, kind: string, path: string, parentCode: string | null, initials: string
  point: Point | null, validFrom: string | null, validTo: string | null, version: number
}
export type DivisionIndex = {
  city: CitySettings | null
  byCode: ReadonlyMap<string, Division>
  byPath: ReadonlyMap<string, Division>
  children: ReadonlyMap<string, readonly Division[]>
  /** In the order of paths, so that everything under a path is one run. */
  ordered: readonly Division[]
  outlines: ReadonlyMap<string, Outline & { notice: string }>
  /** The city's box, from city.yaml or drawn round its outlines. */
  box: Box
}

const divisionOf = (row: DivisionRow & { version: number }): Division => ({
  code: row.code, name: row.name, level: row.level, kind: row.kind, path: row.path, parentCode: row.parent_code, initials: row.initials,
  point: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude },
  validFrom: row.valid_from, validTo: row.valid_to, version: row.version,
})

async function load(deed: Deed): Promise<DivisionIndex> {
  const rows = await place(deed.tx).selectFrom('place.division').selectAll().execute()
  const boundaries = await place(deed.tx).selectFrom('place.boundary').selectAll().execute()
  const city = await place(deed.tx).selectFrom('place.city').select('settings').executeTakeFirst()
  const ordered = rows.map((row) => divisionOf(row as DivisionRow & { version: number })).sort((a, b) => (a.path < b.path ? -1 : 1))
  const children = new Map<string, Division[]>()
  for (const division of ordered) if (division.parentCode !== null) children.set(division.parentCode, [...(children.get(division.parentCode) ?? []), division])
  const outlines = new Map(boundaries.map((one) => [one.division_code, { ...outlineOf(one.polygons), notice: one.notice }]))
  const whole = outlineOf([...outlines.values()].flatMap((one) => one.polygons))
  return {
    box: city?.settings.bounds ?? (outlines.size ? whole : { west: -180, south: -90, east: 180, north: 90 }), outlines, city: city?.settings ?? null, ordered, children,
    byCode: new Map(ordered.map((division) => [division.code, division])),
    byPath: new Map(ordered.map((division) => [division.path, division])),
  }
}

const divisions = stamped<DivisionIndex>({
  stampOf: async (deed) => (await place(deed.tx).selectFrom('place.stamp').select('stamp').executeTakeFirstOrThrow()).stamp,
  restamp: async (deed, stamp) => { await place(deed.tx).updateTable('place.stamp').set({ stamp }).execute() },
  load,
})

/** All divisions, from memory. */
export const divisionIndex = divisions.read
/** Says that this deed changed divisions. */
export const restamp = divisions.changed
