import type { Deed } from '#base/deed'
import { initialsOf } from './initials.ts'
import { restamp } from './division-index.ts'
import { place, type CitySettings } from './tables.ts'

/** Takes city.yaml in: the city itself and its own division at the top. 城市配置入库 */
export async function loadCity(deed: Deed, content: unknown): Promise<void> {
  const settings = content as CitySettings
  const kind = settings.levels.find((one) => one.level === 'city')?.name ?? '市'
  const row = { code: settings.code, zone: settings.zone, settings: JSON.stringify(settings) }
  await place(deed.tx).insertInto('place.city').values(row).onConflict((of) => of.column('one').doUpdateSet(row)).execute()
  const top = { name: settings.name, kind, initials: initialsOf(settings.name), changed_at: deed.now }
  await place(deed.tx).insertInto('place.division')
    .values({ ...top, code: settings.code, parent_code: null, level: 'city', path: '', longitude: null, latitude: null, valid_from: null, valid_to: null, source: 'city.yaml', origin: 'folder' })
    .onConflict((of) => of.column('code').doUpdateSet(top)).execute()
  await restamp(deed)
}
