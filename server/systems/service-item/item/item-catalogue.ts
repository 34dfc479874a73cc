import { stamped } from '#base/stamped'
import { serviceItem, type ServiceItemTables } from '../tables.ts'
import type { ClockBook, Terms } from './item-said.ts'
import type { SpokenWords } from '../search/spoken-words.ts'

export type ItemVersion = Readonly<ServiceItemTables['service_item.item']>
export type FormVersion = Readonly<ServiceItemTables['service_item.form']>
export type TighteningVersion = Readonly<ServiceItemTables['service_item.tightening']>
/** Everything the catalogue says, in memory. Versions of a code stand newest first. */
export type ItemCatalogue = Readonly<{
  items: ReadonlyMap<string, readonly ItemVersion[]>
  /** By `division code`. */
  tightenings: ReadonlyMap<string, readonly TighteningVersion[]>
  /** Versions of an item's form stand newest first. */
  forms: ReadonlyMap<string, readonly FormVersion[]>
  clocks: ClockBook
  terms: Terms
  spoken: SpokenWords
}>

const settings: Readonly<Record<'clocks' | 'terms' | 'spoken', unknown>> = {
  clocks: { acts: [], clocks: [], remedies: [] }, terms: { audiences: [], events: [], gives: [], licences: [], sources: [], forced: [] }, spoken: { people: [], wants: [], means: [], fillers: [] },
}

const kept = stamped<ItemCatalogue>({
  stampOf: async (deed) => (await serviceItem(deed.tx).selectFrom('service_item.stamp').select('stamp').executeTakeFirstOrThrow()).stamp,
  restamp: async (deed, stamp) => { await serviceItem(deed.tx).updateTable('service_item.stamp').set({ stamp }).execute() },
  load: async (deed) => {
    const items = await serviceItem(deed.tx).selectFrom('service_item.item').selectAll().orderBy('code').orderBy('version', 'desc').execute()
    const tightenings = await serviceItem(deed.tx).selectFrom('service_item.tightening').selectAll().orderBy('division_code').orderBy('code').orderBy('version', 'desc').execute()
    const forms = await serviceItem(deed.tx).selectFrom('service_item.form').selectAll().orderBy('code').orderBy('version', 'desc').execute()
    const said = Object.fromEntries((await serviceItem(deed.tx).selectFrom('service_item.setting').selectAll().execute()).map(({ name, content }) => [name, content]))
    return {
      items: Map.groupBy(items, ({ code }) => code), tightenings: Map.groupBy(tightenings, (row) => tighteningKey(row.division_code, row.code)), forms: Map.groupBy(forms, ({ code }) => code),
      ...(settings as Pick<ItemCatalogue, 'clocks' | 'terms' | 'spoken'>), ...(said as Partial<Pick<ItemCatalogue, 'clocks' | 'terms' | 'spoken'>>),
    }
  },
})

export const tighteningKey = (division: string, code: string): string => `${division} ${code}`

/** The whole catalogue, held in memory. 事项目录 */
export const itemCatalogue = kept.read
/** Says that this deed changed the catalogue. */
export const itemsChanged = kept.changed

/** The version in force at an instant: the newest whose day has come; null where there is none or the item was retired. */
export function versionAt(catalogue: ItemCatalogue, code: string, at: Date): ItemVersion | null {
  const found = catalogue.items.get(code)?.find((one) => one.effective_from <= at)
  return found && !found.retired ? found : null
}
