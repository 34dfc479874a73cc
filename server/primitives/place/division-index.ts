import type { Deed } from '#base/deed'
import type { Box } from './coordinates.ts'
import { outlineOf, type Outline, type Point } from './polygon.ts'
import { place, type CitySettings, type DivisionRow, type Level } from './tables.ts'

export type Division = {
  code: string, name: string, level: Level, kind: string, path: string, parentCode: string | null, initials: string
  point: Point | null, validFrom: string | null, validTo: string | null, version: number
}
export type DivisionIndex = {
  stamp: string
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

/** How long a connection may trust what it saw; a code that is not found is looked for again at once. */
const trustMilliseconds = 500
const indexes = new Map<string, DivisionIndex>()
const seen = new WeakMap<object, { stamp: string, until: number }>()
const changers = new WeakSet<Deed>()

/** The divisions as this deed must see them; no SQL while a connection's last look is fresh. */
export async function divisionIndex(deed: Deed, lookAgain = false): Promise<DivisionIndex> {
  const known = seen.get(deed.tx)
  if (!lookAgain && !changers.has(deed) && known && known.until > performance.now()) {
    const index = indexes.get(known.stamp)
    if (index) return index
  }
  const { stamp } = await place(deed.tx).selectFrom('place.stamp').select('stamp').executeTakeFirstOrThrow()
  seen.set(deed.tx, { stamp, until: changers.has(deed) ? 0 : performance.now() + trustMilliseconds })
  return indexes.get(stamp) ?? keep(await readIndex(deed, stamp))
}

function keep(index: DivisionIndex): DivisionIndex {
  indexes.set(index.stamp, index)
  if (indexes.size > 4) indexes.delete(indexes.keys().next().value!)
  return index
}

/** Says that this deed changed divisions: everyone reads them again, this deed at once, the others when it stands. */
export async function restamp(deed: Deed): Promise<void> {
  changers.add(deed)
  await place(deed.tx).updateTable('place.stamp').set({ stamp: crypto.randomUUID() }).execute()
}

const divisionOf = (row: DivisionRow & { version: number }): Division => ({
  code: row.code, name: row.name, level: row.level, kind: row.kind, path: row.path, parentCode: row.parent_code, initials: row.initials,
  point: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude },
  validFrom: row.valid_from, validTo: row.valid_to, version: row.version,
})

async function readIndex(deed: Deed, stamp: string): Promise<DivisionIndex> {
  const rows = await place(deed.tx).selectFrom('place.division').selectAll().execute()
  const boundaries = await place(deed.tx).selectFrom('place.boundary').selectAll().execute()
  const city = await place(deed.tx).selectFrom('place.city').select('settings').executeTakeFirst()
  const ordered = rows.map((row) => divisionOf(row as DivisionRow & { version: number })).sort((a, b) => (a.path < b.path ? -1 : 1))
  const children = new Map<string, Division[]>()
  for (const division of ordered) if (division.parentCode !== null) children.set(division.parentCode, [...(children.get(division.parentCode) ?? []), division])
  const outlines = new Map(boundaries.map((one) => [one.division_code, { ...outlineOf(one.polygons), notice: one.notice }]))
  const whole = outlineOf([...outlines.values()].flatMap((one) => one.polygons))
  return {
    box: city?.settings.bounds ?? (outlines.size ? whole : { west: -180, south: -90, east: 180, north: 90 }), outlines, stamp, city: city?.settings ?? null, ordered, children,
    byCode: new Map(ordered.map((division) => [division.code, division])),
    byPath: new Map(ordered.map((division) => [division.path, division])),
  }
}
