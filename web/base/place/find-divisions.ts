import type { Division as Told, DivisionList, PlacesAtPoint } from '#contracts/place'
import { api } from '../api/api.ts'
import type { Division } from '../ui/divisions.ts'

export type Here = { longitude: number, latitude: number, metres: number }
export type Place = { division: Division, here: Here | null }
export type NearPlace = { division: Division, metres: number | null }

const shown = (told: Told): Division => ({ code: told.code, name: told.name, level: told.level, path: told.path, parents: told.parents.map(parent => parent.name) })

/** Divisions by name or pinyin initials, within what the reader may see (查区划). */
export const findDivisions = async (words: string, under?: string): Promise<Division[]> =>
  (await api.get<DivisionList>('/divisions', { query: { q: words, under, limit: 20 } })).items.filter(one => one.level !== 'city').map(shown)

/** Which district a point lies in, and its streets, or a street's communities, the nearest first (附近的街道社区). */
export const placesAt = async (here: Here, street?: string): Promise<{ district: Division, onBorder: boolean, choices: NearPlace[] }> => {
  const at = { longitude: here.longitude, latitude: here.latitude, crs: 'WGS84' as const }
  const told = await api.post<PlacesAtPoint>('/divisions/at-point', street === undefined ? { at } : { at, street })
  return { district: shown(told.district), onBorder: told.onBorder, choices: told.choices.map(({ division, metres }) => ({ division: shown(division), metres })) }
}

/** Where the device says it is; null when the person does not allow it or it does not know (定位). */
export const whereAmI = async (): Promise<Here | null> => {
  if (!('geolocation' in navigator)) return null
  return new Promise(resolve => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { resolve({ longitude: coords.longitude, latitude: coords.latitude, metres: Math.round(coords.accuracy) }) },
      () => { resolve(null) }, { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 })
  })
}
