import type { Generated, JSONColumnType } from 'kysely'
import { tables } from '#base/database'
import type { Polygon } from './polygon.ts'

export const levelOrder = ['city', 'district', 'street', 'community', 'grid'] as const
export type Level = (typeof levelOrder)[number]

/** city.yaml as cities/schema/city.schema.json describes it. */
export type CitySettings = {
  code: string
  name: string
  short_name?: string
  brand?: Record<string, string>
  zone: string
  levels: { level: Level, name: string, digits?: number }[]
  bounds?: { west: number, south: number, east: number, north: number }
  working_hours: { from: string, to: string }[]
  working_hours_source?: string
  calendar?: string
  hotline?: string
  people_who_do_not_exist?: { area_code: string, phone_prefix: string }
  map?: Record<string, unknown>
  [more: string]: unknown
}

export type DivisionRow = {
  code: string, parent_code: string | null, level: Level, kind: string, name: string, initials: string, path: string
  longitude: number | null, latitude: number | null, valid_from: string | null, valid_to: string | null
  source: string, origin: 'folder' | 'desk', version: Generated<number>, changed_at: Date
}

export type PlaceTables = {
  'place.city': { one: Generated<boolean>, code: string, zone: string, settings: JSONColumnType<CitySettings> }
  'place.division': DivisionRow
  'place.boundary': { division_code: string, polygons: JSONColumnType<Polygon[]>, source: string, notice: string }
  'place.known_point': { id: string, division_code: string, district_path: string, longitude: number, latitude: number, seen: Generated<number>, confirmed_at: Date }
  'place.stamp': { one: Generated<boolean>, stamp: string }
}
export const place = tables<PlaceTables>()
