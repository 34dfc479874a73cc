import { sql } from 'kysely'
import type { Static } from 'typebox'
import { may, type Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { findMatters, matterTrace, mayDo, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { Form, FormFilter, FormRow, Forms } from './contract.ts'
import { formPermissionOf } from './form-steps.ts'
import { requireForm } from './require-form.ts'
import { oneForm } from './tables.ts'

/** Forms on the list where the reader is, which alone need be filled in; one's unit's own; or what waits for the authority. 在册报表 */
export async function findForms(deed: Deed, { view = 'in_force', limit = 50, after }: Static<typeof FormFilter>): Promise<Forms> {
  if ((view === 'to_review' || view === 'all') && !may(deed.actor, 'one_form.form.review')) throw forbidden('base.not_allowed')
  let rows = oneForm(deed.tx).selectFrom('one_form.form').select('id')
  if (view === 'mine') rows = rows.where('unit_id', '=', deed.actor.departmentId ?? '')
  if (view === 'in_force') rows = rows.where('registered_on', 'is not', null).where(reachingTo(deed.actor.divisionPath ?? ''))
  const states = view === 'in_force' ? ['in_force'] : view === 'to_review' ? ['reviewing'] : undefined
  const page = await findMatters(deed, { kinds: ['form_review'], among: rows, states }, { limit, after, sort: view === 'to_review' ? 'due' : 'newest' })
  return { items: await formRows(deed, page.items), next: page.next }
}

/** Those of a division above the reader's, of the reader's own, and of one below it. */
const reachingTo = (reader: string) => sql<boolean>`(division_path = '' or ${reader} = '' or ${reader} = division_path or ${reader} like division_path || '/%' or division_path like ${reader} || '/%')`

async function formRows(deed: Deed, matters: readonly ListedMatter[]): Promise<FormRow[]> {
  if (matters.length === 0) return []
  const found = await oneForm(deed.tx).selectFrom('one_form.form as f').selectAll('f')
    .select((of) => [
      of.selectFrom('one_form.form_column as c').select(sql<number>`count(*)::int`.as('n')).whereRef('c.form_id', '=', 'f.id').as('columns'),
      of.selectFrom('one_form.form_column as c').select(sql<number>`count(*)::int`.as('n')).whereRef('c.form_id', '=', 'f.id').where('c.keep', 'is not', null).as('kept'),
    ]).where('f.id', 'in', matters.map(({ id }) => id)).execute()
  const rows = new Map(found.map((row) => [row.id, row]))
  const units = await findUnits(deed, found.map(({ unit_id }) => unit_id))
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    return {
      id: row.id, number: matter.number, state: matter.state, stateName: matter.stateName, version: matter.version, overdue: matter.overdue, name: row.name, purpose: row.purpose, legalBasis: row.legal_basis, level: row.level, cycle: row.cycle,
      unit: { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, columns: row.columns ?? 0, kept: row.kept ?? 0, submittedAt: row.submitted_at.toISOString(), registeredOn: row.registered_on, untilOn: row.until_on,
      dueAt: matter.final ? null : (matter.stateDueAt?.toISOString() ?? null),
    }
  })
}

/** One form: its columns and what was found of each, the reasons given, every step, and what the reader may do. 报表详情 */
export async function showForm(deed: Deed, id: string): Promise<Form> {
  const row = await requireForm(deed, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const columns = await oneForm(deed.tx).selectFrom('one_form.form_column').select(['name', 'state', 'keep', 'fields']).where('form_id', '=', id).orderBy('place').execute()
  const own = row.unit_id === deed.actor.departmentId || may(deed.actor, 'one_form.form.review')
  const steps = (await mayDo(deed, id)).filter(({ action }) => may(deed.actor, formPermissionOf(action) ?? ''))
  return {
    form: (await formRows(deed, items))[0]!, columns, may: own ? steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })) : [],
    trace: own ? await matterTrace(deed, id, 'staff') : null,
  }
}
