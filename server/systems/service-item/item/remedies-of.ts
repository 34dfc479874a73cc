import type { Deed } from '#base/deed'
import { itemCatalogue } from './item-catalogue.ts'
import type { ItemSaid } from './item-said.ts'

/** What one may do against a decision on an item: its own remedies, else those of its kind of act. 救济途径 */
export async function remediesOf(deed: Deed, item: ItemSaid): Promise<{ code: string; name: string; text: string; source: string }[]> {
  const { clocks } = await itemCatalogue(deed)
  const codes = item.remedies ?? clocks.acts.find(({ code }) => code === item.act)?.remedies ?? []
  return codes.flatMap((code) => clocks.remedies.find((known) => known.code === code) ?? [])
}
