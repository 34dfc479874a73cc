import type { Deed } from '#base/deed'
import { fieldsOf, type Form, type Values } from '#base/form'
import { cityOf } from '#primitives/place'
import type { ServiceForm } from '../contract.ts'
import { formOfItem } from '../form/item-form.ts'
import { showForm } from '../form/show-form.ts'
import { itemInForce } from '../item/item-in-force.ts'

/** A form as it is printed. `filled`: of an application that a counter prints for whoever stands there; null = blank, for anybody. */
export type PaperForm = Readonly<{ item: string; name: string; version: number; since: string; city: string; form: Form; reads: ServiceForm['reads']; phone: string | null; filled: Readonly<{ number: string; values: Values; given: ReadonlySet<string> }> | null }>

/** What the paper form of an item says, in the version that is asked for or the newest. 纸质申请表 */
export async function paperForm(deed: Deed, code: string, version?: number, filled: PaperForm['filled'] = null): Promise<PaperForm> {
  const { form, version: found } = await formOfItem(deed, code, version)
  const { item, effectiveFrom } = await itemInForce(deed, code, null)
  return { item: code, name: item.name, version: found, since: effectiveFrom.toISOString(), city: (await cityOf(deed)).name, form, reads: (await showForm(deed, code, found)).reads, phone: item.phone ?? null, filled }
}

/** Where its code leads: a phone that scans it sees the item; a counter opens this version of the form, or the very draft. 表上的码 */
export const paperAddress = (origin: string, { item, version, filled }: PaperForm): string => `${origin}/services/${item}?form=${version}${filled ? `&number=${filled.number}` : ''}`

/** What is asked on paper: what only the person knows; a file is a paper to bring. */
export const asked = ({ form }: PaperForm): Form['parts'] => form.parts.map((part) => ({ ...part, fields: part.fields.filter(({ source, widget }) => source === 'typed' && widget !== 'file') })).filter(({ fields }) => fields.length > 0)

/** Papers to bring with it, and those that the city has already. 要带的、不用带的 */
export function papersOf({ form }: PaperForm): { bring: { name: string; note: string | null; when: Form['materials'][number]['when'] }[]; spared: string[] } {
  const taken = new Set(form.materials.flatMap(({ take }) => take ?? []))
  const loose = fieldsOf(form).filter(({ field, widget }) => widget === 'file' && !taken.has(field))
  return {
    bring: [...form.materials.filter(({ replaced_by }) => !replaced_by).map(({ material, note = null, when }) => ({ name: material, note, when })), ...loose.map(({ label, help = null, when }) => ({ name: label, note: help, when }))],
    spared: form.materials.filter(({ replaced_by }) => replaced_by).map(({ material }) => material),
  }
}
