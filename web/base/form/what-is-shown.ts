import type { FormCondition, FormField, FormMaterial, FormPart, ServiceForm } from '#contracts/service-item'

export type FormValues = Readonly<Record<string, unknown>>
/** What the page needs of a form; the city's folder says it so too. */
export type ShownForm = Pick<ServiceForm, 'title' | 'english' | 'parts' | 'materials' | 'schema'>

/** Whether a condition holds; what is not known holds for nothing. As at the server (base/form), which judges in the end. */
const holds = (condition: FormCondition | undefined, values: FormValues): boolean => {
  if (condition === undefined) return true
  if ('all' in condition) return condition.all.every(one => holds(one, values))
  if ('any' in condition) return condition.any.some(one => holds(one, values))
  const value = values[condition.field]
  if ('equals' in condition) return value === condition.equals
  if ('in' in condition) return condition.in.includes(value as never)
  if (typeof value !== 'number') return false
  return 'above' in condition ? value > condition.above : 'from' in condition ? value >= condition.from : value < condition.below
}

/** The parts of a form with the fields that are shown for these values; a part without any is left out (要填的). */
export const partsToFill = (form: ShownForm, values: FormValues, lacking: readonly string[] = []): FormPart[] => {
  const seen: Record<string, unknown> = {}
  const spared = new Set(form.materials.filter(one => one.take !== undefined && one.replaced_by !== undefined && !lacking.includes(one.material)).map(one => one.take))
  return form.parts.flatMap((part): FormPart[] => {
    if (!holds(part.when, seen)) return []
    const fields = part.fields.filter(({ field, when }) => {
      const shown = holds(when, seen) && !spared.has(field)
      if (shown && values[field] !== undefined) seen[field] = values[field]
      return shown
    })
    return fields.length > 0 ? [{ ...part, fields }] : []
  })
}

/** The papers that these values call for, and whether one has to bring them (所需材料). */
export const papersFor = (form: ShownForm, values: FormValues, lacking: readonly string[] = []): (FormMaterial & { bring: boolean })[] => {
  const shown = new Set(partsToFill(form, values, lacking).flatMap(part => part.fields.map(one => one.field)))
  const known = Object.fromEntries(Object.entries(values).filter(([field]) => shown.has(field)))
  return form.materials.filter(one => holds(one.when, known)).map(one => ({ ...one, bring: one.replaced_by === undefined || lacking.includes(one.material) }))
}

export type { FormField, FormPart }
