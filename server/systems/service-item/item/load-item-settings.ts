import type { Deed } from '#base/deed'
import { serviceItem } from '../tables.ts'
import { itemsChanged } from './item-catalogue.ts'

const loaderOf = (name: 'clocks' | 'terms' | 'spoken') => async (deed: Deed, content: unknown): Promise<void> => {
  const row = { content: JSON.stringify(content) as never }
  await serviceItem(deed.tx).insertInto('service_item.setting').values({ name, ...row }).onConflict((old) => old.column('name').doUpdateSet(row)).execute()
  await itemsChanged(deed)
}

/** Kinds of act and the clocks of law. 载入法定时限 */
export const loadClocks = loaderOf('clocks')
/** Audiences, life events, what items give, licences. 载入分类 */
export const loadTerms = loaderOf('terms')
/** How people say it. 载入群众说法 */
export const loadSpoken = loaderOf('spoken')
