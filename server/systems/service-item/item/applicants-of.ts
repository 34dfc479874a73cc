import type { Deed } from '#base/deed'
import { itemCatalogue } from './item-catalogue.ts'
import type { ItemSaid } from './item-said.ts'

/** Who may apply for an item, by its audiences: people for themselves, firms, or both. A firm that does not exist yet is applied for by a person. 谁可以申请 */
export async function applicantsOf(deed: Deed, { audiences }: Pick<ItemSaid, 'audiences'>): Promise<ReadonlySet<'person' | 'firm'>> {
  const { terms } = await itemCatalogue(deed)
  return new Set(terms.audiences.filter(({ code }) => audiences.includes(code)).flatMap(({ kind = 'person', applies = [kind] }) => applies))
}
