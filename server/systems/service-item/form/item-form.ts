import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { formOf, type Form, type FormSaid } from '#base/form'
import { itemCatalogue } from '../item/item-catalogue.ts'

/** An item's form, and the version of it that an application keeps. */
export type ItemForm = Readonly<{ form: Form; version: number }>
const ready = new WeakMap<FormSaid, Form>()

/** The form of an item: the newest, or the version that an application began with; a refusal where the item has none. 取表单 */
export async function formOfItem(deed: Deed, code: string, version?: number): Promise<ItemForm> {
  const found = (await itemCatalogue(deed)).forms.get(code)?.find((one) => version === undefined || one.version === version)
  if (!found) throw notFound('service_item.no_form', { item: code })
  const form = ready.get(found.content) ?? formOf(found.content)
  ready.set(found.content, form)
  return { form, version: found.version }
}
