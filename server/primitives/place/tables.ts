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
  recheck_percent?: number
  worker_complaints?: { duty: string }
  whistle_repeat_days?: number
  retention?: { access_log_days: number, anonymous_contact_days?: number, transfer_run_days?: number, transfer_reject_days?: number }
  credentials?: { algorithm: 'SM2' | 'ES256' | 'Ed25519', key_days: number, show_seconds: number, trusted?: TrustedIssuer[], rules?: unknown[] }
  [more: string]: unknown
}

/** Whose certificates of another scheme are believed here. */
export type TrustedIssuer = { scheme: 'HC1', issuer: string, certificate: string }

export type DivisionRow = {
  /** Lasting code, never used again after the division ends. */
  code: string
  /** Null for the city alone. */
  parent_code: string | null
  /** city, district, street, community or grid. */
  level: Level
  /** What it is called at its level: 区, 街道, 镇, 功能区, 居, 村, 网格. */
  kind: string
  /** Name as people read it. */
  name: string
  /** First letters of the name in pinyin, for pickers. */
  initials: string
  /** Codes from the district down, joined by /; empty for the city. A division lies under another when its path begins with the other's. */
  path: string
  /** WGS-84; null where nobody knows: such a place is listed, never drawn. */
  longitude: number | null
  /** WGS-84; null where nobody knows. */
  latitude: number | null
  /** First day; null = older than our sources. */
  valid_from: string | null
  /** Last day; null = still valid. */
  valid_to: string | null
  /** Who says so. */
  source: string
  /** folder = came from the city's folder and follows it; desk = made or changed by a desk and kept. */
  origin: 'folder' | 'desk'
  /** Grows with each change; If-Match. */
  version: Generated<number>
  /** Instant of the last change. */
  changed_at: Date
}

export type PlaceTables = {
  /** Outlines in WGS-84, for point-in-polygon in the server; they may be simplified and cross themselves. */
  'place.boundary': {
    /** The division outlined. */
    division_code: string
    /** Array of polygons, each an array of rings (outer first, then holes), each an array of [longitude, latitude]. */
    polygons: JSONColumnType<Polygon[]>
    /** Where the outline comes from. */
    source: string
    /** Words that every drawing of it must carry, such as 示意图. */
    notice: string
  }
  /** The one city of this database, from city.yaml. */
  'place.city': {
    /** Always true: there is one row. */
    one: Generated<boolean>
    /** Code of the city's own division. */
    code: string
    /** IANA time zone in which days and working hours are counted. */
    zone: string
    /** The whole of city.yaml: names, levels, bounding box, working hours, people who do not exist. */
    settings: JSONColumnType<CitySettings>
  }
  /** Divisions of every level; matched by code only, names repeat. 行政区划与网格 */
  'place.division': DivisionRow
  /** Points that a desk confirmed to lie in a street, community or grid; at most 24 a division, newest kept. They order choices, they decide nothing. 已确认点位 */
  'place.known_point': {
    /** UUIDv7. */
    id: string
    /** The finest division that was confirmed. */
    division_code: string
    /** District of that division, so that nearby points are found in one index. */
    district_path: string
    /** WGS-84, rounded to about ten metres. */
    longitude: number
    /** WGS-84, rounded to about ten metres. */
    latitude: number
    /** How often it was confirmed. */
    seen: Generated<number>
    /** Last confirmation. */
    confirmed_at: Date
  }
  /** Which state of divisions and boundaries this is; a new random stamp with every change tells each process to read them again. */
  'place.stamp': {
    /** Always true: there is one row. */
    one: Generated<boolean>
    /** Random, never repeated, so a change that was rolled back is never taken for one that stands. */
    stamp: string
  }
}
export const place = tables<PlaceTables>()
