import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Input, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import type { FormStep } from './contract.ts'
import { registerForm } from './register-form.ts'
import { requireForm } from './require-form.ts'

const link = (id: string): string => `/desk/forms?view=mine&id=${id}`
const inputOf = ({ version, reason }: FormStep): Input => ({ reason, ...(version === undefined ? {} : { version }) })

/** The authority lets columns be asked for although they are held, for the reasons given: the form goes on the list. 审核同意 */
export async function passForm(deed: Deed, id: string, body: FormStep): Promise<Matter> {
  const form = await requireForm(deed, id)
  const matter = await registerForm(deed, id, 'pass', inputOf(body))
  await tell(deed, { to: { unit: form.unit_id }, template: 'one_form.passed', facts: { number: matter.number, name: form.name, day: form.until_on }, link: link(id) })
  return matter
}

/** The authority finds the reasons not good enough, and says why. 审核不同意 */
export const refuseForm = (deed: Deed, id: string, body: FormStep): Promise<Matter> => end(deed, id, 'refuse', body)

/** The authority strikes a form off the list; from then on nobody need fill it in. 报表撤销 */
export const strikeForm = (deed: Deed, id: string, body: FormStep): Promise<Matter> => end(deed, id, 'strike', body)

/** Its department takes a form back. 报表撤下 */
export const withdrawForm = (deed: Deed, id: string, body: FormStep): Promise<Matter> => end(deed, id, 'withdraw', body)

async function end(deed: Deed, id: string, action: 'refuse' | 'strike' | 'withdraw', body: FormStep): Promise<Matter> {
  const form = await requireForm(deed, id)
  const matter = await advance(deed, id, action, inputOf(body))
  await appendLeaf(deed, { kind: `one_form.${ended[action]}`, payload: { form: id, number: matter.number, unit: form.unit_id, name: form.name, reason: body.reason } })
  await record(deed, 'one_form.decided', id, { how: action, unit: form.unit_id })
  if (action !== 'withdraw') await tell(deed, { to: { unit: form.unit_id }, template: `one_form.${ended[action]}`, facts: { number: matter.number, name: form.name, reason: body.reason }, link: link(id) })
  return matter
}

const ended = { refuse: 'refused', strike: 'struck', withdraw: 'withdrawn' } as const
