import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { materialsFor, readForms, shownFields, type Condition } from '#base/form'
import type { FormCondition } from '#contracts/service-item'
import { papersFor, partsToFill, type ShownForm } from '../../web/base/form/what-is-shown.ts'

const asked = (condition: Condition | undefined): [string, unknown[]][] => {
  if (!condition) return []
  if ('all' in condition) return condition.all.flatMap(asked)
  if ('any' in condition) return condition.any.flatMap(asked)
  const { field } = condition
  return [[field, 'equals' in condition ? [condition.equals] : 'in' in condition ? [...condition.in] : 'above' in condition ? [condition.above, condition.above + 0.01] : 'from' in condition ? [condition.from, condition.from - 1] : [condition.below, condition.below - 1]]]
}

test('the page shows the same fields and asks for the same papers as the server judges, whatever is answered, in every form of every city', () => {
  let compared = 0
  for (const city of ['tianjin', 'sample-county'])
    for (const form of readForms(resolve('cities', city)).values()) {
      const page = form as unknown as ShownForm & { when?: FormCondition }
      const turning = new Map<string, unknown[]>()
      for (const [field, values] of [...form.parts.flatMap((part) => [part.when, ...part.fields.map(({ when }) => when)]), ...form.materials.map(({ when }) => when)].flatMap(asked)) turning.set(field, [...new Set([undefined, ...(turning.get(field) ?? []), ...values])])
      const every = [...turning].reduce<Record<string, unknown>[]>((all, [field, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [field]: value }))), [{}]).slice(0, 3000)
      for (const values of every)
        for (const lacking of [[], form.materials.map(({ material }) => material)]) {
          compared += 1
          expect(partsToFill(page, values, lacking).flatMap(({ fields }) => fields.map(({ field }) => field)), `${form.form} ${JSON.stringify(values)}`).toEqual([...shownFields(form, values, new Set(lacking))])
          expect(papersFor(page, values, lacking).map(({ material, bring }) => [material, bring])).toEqual(materialsFor(form, values, new Set(lacking)).map(({ material, bring }) => [material, bring]))
        }
    }
  expect(compared).toBeGreaterThan(300)
})
