import { materialsFor, type Form } from '#base/form'
import type { Filled } from './filled.ts'
import type { Wallet } from './wallet-for.ts'

/** Materials that nothing replaces here: the city was not asked, or could not say it, and the wallet holds no licence of that kind. 未免交的材料 */
export function lackingMaterials(form: Form, { given }: Filled, wallet: Wallet): ReadonlySet<string> {
  const answered = new Set(Object.values(given).flatMap(({ value, resource }) => (value === undefined ? [] : [resource])))
  return new Set(form.materials.filter(({ replaced_by }) => replaced_by && !inWallet(wallet, replaced_by.licence) && !(replaced_by.resource !== undefined && answered.has(replaced_by.resource))).map(({ material }) => material))
}

export type MaterialState = Readonly<{ material: string; state: 'held' | 'licence' | 'given' | 'to_bring' }>
/** Each material that is needed here: the wallet or the city has it, it was handed in with the form, or it is still to be brought. 材料情况 */
export function materialStates(form: Form, filled: Filled, values: Readonly<Record<string, unknown>>, wallet: Wallet): MaterialState[] {
  return materialsFor(form, values, lackingMaterials(form, filled, wallet)).map(({ material, bring, take, replaced_by }) => ({
    material, state: !bring ? (inWallet(wallet, replaced_by?.licence) ? 'licence' : 'held') : take === undefined ? (replaced_by ? 'to_bring' : 'given') : values[take] === undefined ? 'to_bring' : 'given',
  }))
}

const inWallet = (wallet: Wallet, kind: string | undefined): boolean => kind !== undefined && wallet.some((one) => one.kind === kind)
