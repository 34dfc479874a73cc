import type { Condition, FormMaterial, FormSaid, Values } from './form-shape.ts'

/** Whether a condition holds; what is not known holds for nothing. */
export function holds(condition: Condition | undefined, values: Values): boolean {
  if (!condition) return true
  if ('all' in condition) return condition.all.every((one) => holds(one, values))
  if ('any' in condition) return condition.any.some((one) => holds(one, values))
  const value = values[condition.field]
  if ('equals' in condition) return value === condition.equals
  if ('in' in condition) return condition.in.includes(value as never)
  if (typeof value !== 'number') return false
  return 'above' in condition ? value > condition.above : 'from' in condition ? value >= condition.from : value < condition.below
}

/** The fields that are shown for these values, in order: a field asks only fields before it, so one pass does. `lacking`: materials that something should have replaced, and did not. 要填的 */
export function shownFields(form: FormSaid, values: Values, lacking: ReadonlySet<string> = new Set()): Set<string> {
  const shown = new Set<string>()
  const seen: Record<string, unknown> = {}
  const spared = new Set(form.materials.filter(({ material, replaced_by, take }) => take !== undefined && replaced_by && !lacking.has(material)).map(({ take }) => take))
  for (const part of form.parts) {
    if (!holds(part.when, seen)) continue
    for (const { field, when } of part.fields) {
      if (!holds(when, seen) || spared.has(field)) continue
      shown.add(field)
      if (values[field] !== undefined) seen[field] = values[field]
    }
  }
  return shown
}

/** Only what the form shows. */
export const shownValues = (form: FormSaid, values: Values, lacking?: ReadonlySet<string>): Record<string, unknown> => {
  const shown = shownFields(form, values, lacking)
  return Object.fromEntries(Object.entries(values).filter(([field, value]) => shown.has(field) && value !== undefined))
}

/** The materials that these values call for; `bring` false: a licence or a resource says the same. 所需材料 */
export function materialsFor(form: FormSaid, values: Values, lacking: ReadonlySet<string> = new Set()): (FormMaterial & { bring: boolean })[] {
  const known = shownValues(form, values, lacking)
  return form.materials.filter(({ when }) => holds(when, known)).map((one) => ({ ...one, bring: !one.replaced_by || lacking.has(one.material) }))
}
