import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, openMatter, requireMatter, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { postsAt, requireUnit } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { checkColumns } from './check-columns.ts'
import type { CheckedColumn, SubmitForm, SubmittedForm } from './contract.ts'
import { formSettings } from './form-settings.ts'
import type { PlatformStep } from './form-steps.ts'
import { registerForm } from './register-form.ts'
import { oneForm } from './tables.ts'

type Column = CheckedColumn & { keep: string | null }
const AUTHORITY = 'data_authority'

/** A department wants streets to fill a form in: what the exchange has is not asked of them again. Nothing held, it is on the list at once; something held, it is refused, or goes to the authority where each such column has its reason. 报表准入 */
export async function submitForm(deed: Deed, form: SubmitForm): Promise<SubmittedForm> {
  const unitId = deed.actor.departmentId
  if (unitId === null) throw forbidden('one_form.no_unit')
  const matter = await openMatter(deed, { id: form.id, kind: 'form_review', divisionPath: '', holder: { level: 'city', path: '' }, link: false, source: 'desk' })
  if (matter.repeated) return asSubmitted(deed, matter.id)
  await requireSound(deed, form)
  const { divisionPath } = await requireUnit(deed, unitId)
  const { columns: checked } = await checkColumns(deed, { name: form.name, columns: form.columns.map(({ name }) => name) })
  const columns = checked.map((one, at): Column => ({ ...one, keep: one.state === 'held' ? (form.columns[at]!.keep?.trim() ?? null) : null }))
  await write(deed, form, { unitId, divisionPath, columns })
  await record(deed, 'one_form.submitted', form.id, { unit: unitId })
  await settle(deed, form, { matter, unitId, columns })
  return asSubmitted(deed, form.id)
}

async function requireSound(deed: Deed, { untilOn, columns }: SubmitForm): Promise<void> {
  const today = await cityToday(deed)
  const { longest_days: longest } = await formSettings(deed)
  if (untilOn <= today) throw invalid('one_form.until_passed')
  if (untilOn > addDays(today, longest)) throw invalid('one_form.until_too_far', { days: longest })
  const twice = columns.find(({ name }, at) => columns.findIndex((one) => one.name.trim() === name.trim()) !== at)
  if (twice) throw conflict('one_form.column_twice', { column: twice.name })
}

async function write(deed: Deed, form: SubmitForm, { unitId, divisionPath, columns }: { unitId: string; divisionPath: string; columns: readonly Column[] }): Promise<void> {
  await oneForm(deed.tx).insertInto('one_form.form').values({
    id: form.id, unit_id: unitId, division_path: divisionPath, level: form.level, name: form.name.trim(), purpose: form.purpose, legal_basis: form.legalBasis, cycle: form.cycle, until_on: form.untilOn, submitted_at: deed.now, registered_on: null,
  }).execute()
  await oneForm(deed.tx).insertInto('one_form.form_column').values(columns.map(({ name, state, keep, fields }, place) => ({ form_id: form.id, place, name, state, keep, fields: JSON.stringify(fields) as never }))).execute()
}

/** What the platform decides by itself, in the same transaction; what it does not, the authority is told of. */
async function settle(deed: Deed, form: SubmitForm, { matter, unitId, columns }: { matter: Matter; unitId: string; columns: readonly Column[] }): Promise<void> {
  const platform = { ...deed, actor: jobActor('one_form.submit_form') }
  const step = (action: PlatformStep) => advance(platform, form.id, action)
  const held = columns.filter(({ state }) => state === 'held')
  if (held.length === 0) return void (await registerForm(platform, form.id, 'register'))
  if (held.some(({ keep }) => keep === null)) {
    await step('turn_down')
    await appendLeaf(deed, { kind: 'one_form.turned_down', payload: { form: form.id, number: matter.number, unit: unitId, name: form.name, columns: held.filter(({ keep }) => keep === null).map(({ name, fields }) => ({ name, entries: fields.map(({ code }) => code) })) } })
    await record(deed, 'one_form.decided', form.id, { how: 'turn_down', unit: unitId })
    return
  }
  await step('forward')
  for (const post of await postsAt(deed, '', AUTHORITY)) await tell(deed, { to: { post: post.id }, template: 'one_form.arrived', facts: { number: matter.number, name: form.name }, link: `/desk/forms?view=to_review&id=${form.id}` })
}

async function asSubmitted(deed: Deed, id: string): Promise<SubmittedForm> {
  const { number, state } = await requireMatter(deed, id)
  const rows = await oneForm(deed.tx).selectFrom('one_form.form_column').select(['name', 'state', 'fields']).where('form_id', '=', id).where('state', '=', 'held').where('keep', 'is', null).orderBy('place').execute()
  return { id, number, state, held: rows }
}
