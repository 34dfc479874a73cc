import { may, type Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Input, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import type { AdvancedForm, FormStep } from './contract.ts'
import { formPermissionsOf } from './form-steps.ts'
import { registerForm } from './register-form.ts'
import { requireForm } from './require-form.ts'

const link = (id: string): string => `/desk/forms?view=mine&id=${id}`
const short = ({ id, number, state, version }: Matter): AdvancedForm => ({ id, number, state, version })
const inputOf = ({ version, reason }: FormStep): Input => ({ reason, ...(version === undefined ? {} : { version }) })

/** The authority lets columns be asked for although they are held, for the reasons given: the form goes on the list. 审核同意 */
export async function passForm(deed: Deed, id: string, body: FormStep): Promise<AdvancedForm> {
  const form = await requireForm(deed, id)
  const matter = await registerForm(deed, id, 'pass', inputOf(body))
  await tell(deed, { to: { unit: form.unit_id }, template: 'one_form.passed', facts: { number: matter.number, name: form.name, day: form.until_on }, link: link(id) })
  return short(matter)
}

/** The authority finds the reasons not good enough, and says why. 审核不同意 */
export async function refuseForm(deed: Deed, id: string, body: FormStep): Promise<AdvancedForm> {
  const form = await requireForm(deed, id)
  const matter = await advance(deed, id, 'refuse', inputOf(body))
  await decided(deed, matter, { how: 'refuse', unit: form.unit_id, name: form.name, reason: body.reason })
  await tell(deed, { to: { unit: form.unit_id }, template: 'one_form.refused', facts: { number: matter.number, name: form.name, reason: body.reason }, link: link(id) })
  return short(matter)
}

/** Its department takes a form back, or the authority strikes it off the list; from then on nobody need fill it in. 报表撤销 */
export async function withdrawForm(deed: Deed, id: string, body: FormStep): Promise<AdvancedForm> {
  if (!formPermissionsOf('withdraw').some((permission) => may(deed.actor, permission))) throw forbidden('base.not_allowed')
  const form = await requireForm(deed, id)
  const matter = await advance(deed, id, 'withdraw', inputOf(body))
  await decided(deed, matter, { how: 'withdraw', unit: form.unit_id, name: form.name, reason: body.reason })
  if (form.unit_id !== deed.actor.departmentId) await tell(deed, { to: { unit: form.unit_id }, template: 'one_form.struck', facts: { number: matter.number, name: form.name, reason: body.reason }, link: link(id) })
  return short(matter)
}

async function decided(deed: Deed, matter: Matter, { how, ...said }: { how: string; unit: string; name: string; reason: string }): Promise<void> {
  await appendLeaf(deed, { kind: `one_form.${how}`, payload: { form: matter.id, number: matter.number, ...said } })
  await record(deed, 'one_form.decided', matter.id, { how, unit: said.unit })
}
