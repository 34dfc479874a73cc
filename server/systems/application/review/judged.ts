import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import type { Form } from '#base/form'
import { formOfItem, itemOfVersion, judgeForm } from '#systems/service-item'
import { openFilled, valuesOf, type Filled } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import { judgeEligibility, type Clause } from '../judge-eligibility.ts'
import { lackingMaterials, materialStates } from '../lacking-materials.ts'
import { walletFor, type Wallet } from '../wallet-for.ts'

/** `grounds`: on what a refusal may rest: conditions that are not met or not known; without a rule table, the conditions of the item. */
export type Judged = Readonly<{ form: Form; filled: Filled; values: Record<string, unknown>; wallet: Wallet; clauses: Clause[] | null; grounds: readonly Readonly<{ code: string; text: string }>[] }>

/** An application beside its item's conditions, as they are now. 条件比对 */
export async function judged(deed: Deed, row: ApplicationRow): Promise<Judged> {
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const filled = openFilled(row)
  const wallet = await walletFor(deed, row, form)
  const { values } = await judgeForm(deed, form, valuesOf(filled), { lacking: lackingMaterials(form, filled, wallet) })
  const clauses = await judgeEligibility(deed, form, filled, values)
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  const grounds = clauses
    ? clauses.filter(({ outcome }) => outcome !== 'met').map(({ clause, name }) => ({ code: clause, text: `不符合“${name}”` }))
    : (item.conditions ?? []).map(({ text }, at) => ({ code: `condition-${at + 1}`, text: `不符合“${text}”` }))
  return { form, filled, values, wallet, clauses, grounds }
}

/** What may be asked for stands in the item, and what the city holds is asked of nobody. */
export async function requireMaterials(deed: Deed, row: ApplicationRow, materials: readonly string[]): Promise<void> {
  const { form, filled, values, wallet } = await judged(deed, row)
  const states = new Map(materialStates(form, filled, values, wallet).map(({ material, state }) => [material, state]))
  for (const material of materials) {
    if (!states.has(material)) throw invalid('application.no_such_material', { material })
    const state = states.get(material)
    if (state === 'held' || state === 'licence') throw conflict(`application.material_${state}`, { material })
  }
}
