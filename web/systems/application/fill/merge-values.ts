import type { FormValues } from '../../../base/form/what-is-shown.ts'

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** What was typed here and what was saved elsewhere, both since `base`: put together field by field; `torn` are the fields that both changed, where what was typed here stays until the person says which (两处改动合在一起). */
export const mergeValues = (base: FormValues, here: FormValues, there: FormValues): { values: FormValues, torn: string[] } => {
  const names = [...new Set([...Object.keys(base), ...Object.keys(here), ...Object.keys(there)])]
  const torn = names.filter(name => !same(here[name], there[name]) && !same(here[name], base[name]) && !same(there[name], base[name]))
  const values = Object.fromEntries(names.map(name => [name, same(here[name], base[name]) ? there[name] : here[name]] as const).filter(([, value]) => value !== undefined))
  return { values, torn }
}
