import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Input, type Matter } from '#primitives/matter'
import { cityToday } from '#primitives/place'
import { requireForm } from './require-form.ts'
import { oneForm } from './tables.ts'

const DAY = 86_400_000

/** Puts a form on the list of those that streets fill in, from today until its last day. 报表登记 */
export async function registerForm(deed: Deed, id: string, action: 'register' | 'pass', input: Input = {}): Promise<Matter> {
  const form = await requireForm(deed, id)
  const today = await cityToday(deed)
  if (form.until_on <= today) throw conflict('one_form.until_passed')
  const days = Math.round((Date.parse(form.until_on) - Date.parse(today)) / DAY)
  const matter = await advance(deed, id, action, { ...input, limits: { force: { amount: days, unit: 'days' } } })
  await oneForm(deed.tx).updateTable('one_form.form').set({ registered_on: today }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'one_form.registered', payload: { form: id, number: matter.number, unit: form.unit_id, name: form.name, level: form.level, cycle: form.cycle, until: form.until_on, how: action, reason: input.reason ?? null } })
  await record(deed, 'one_form.decided', id, { how: action, unit: form.unit_id })
  return matter
}
