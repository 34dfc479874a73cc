import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { formOf, type FormSaid } from '#base/form'
import { itemsChanged } from '../item/item-catalogue.ts'
import { serviceItem } from '../tables.ts'

/** Takes a form from the city's folder: what says something else than before is the next version, for applications that begin from now on. 载入表单 */
export async function loadForm(deed: Deed, content: unknown): Promise<void> {
  const said = content as FormSaid
  formOf(said)
  const before = await serviceItem(deed.tx).selectFrom('service_item.form').select(['version', 'content']).where('code', '=', said.form).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (before && canonicalJson(before.content) === canonicalJson(said)) return
  await serviceItem(deed.tx).insertInto('service_item.form').values({ code: said.form, version: (before?.version ?? 0) + 1, content: JSON.stringify(said) as never, effective_from: deed.now }).execute()
  await itemsChanged(deed)
}
