import { sql } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { requireDivision } from './find-division.ts'
import { districtPath } from './paths.ts'
import type { Point } from './polygon.ts'
import { place } from './tables.ts'

const keptPerDivision = 24
/** About ten metres: enough to order streets by, too coarse to tell a door. */
const coarse = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

/** Remembers that a desk confirmed a point to lie in a division; only orders what people choose from later. 确认点位 */
export async function confirmPoint(deed: Deed, divisionCode: string, point: Point): Promise<void> {
  const division = await requireDivision(deed, divisionCode)
  if (division.level === 'city' || division.level === 'district') return
  const [longitude, latitude] = [coarse(point.longitude), coarse(point.latitude)]
  const again = await place(deed.tx)
    .updateTable('place.known_point')
    .set({ seen: sql`seen + 1`, confirmed_at: deed.now })
    .where('division_code', '=', divisionCode).where('longitude', '=', longitude).where('latitude', '=', latitude)
    .returning('id').executeTakeFirst()
  if (again) return
  await place(deed.tx).insertInto('place.known_point')
    .values({ id: randomUUIDv7(), division_code: divisionCode, district_path: districtPath(division.path), longitude, latitude, confirmed_at: deed.now }).execute()
  await place(deed.tx).deleteFrom('place.known_point')
    .where('id', 'in', (of) => of.selectFrom('place.known_point').select('id').where('division_code', '=', divisionCode).orderBy('confirmed_at', 'desc').offset(keptPerDivision).limit(100))
    .execute()
}
