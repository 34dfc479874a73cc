import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireMatter } from '#primitives/matter'
import { isUnder } from '#primitives/place'
import { oneForm, type OneFormTables } from './tables.ts'

export type FormRecord = OneFormTables['one_form.form']

/** A form that the actor may see: its department and the authority always, everybody else while it is in force where they are. An id of another is as unknown as one that is not there. */
export async function requireForm(deed: Deed, id: string): Promise<FormRecord> {
  const row = await oneForm(deed.tx).selectFrom('one_form.form').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('one_form.form_unknown')
  if (deed.actor.kind === 'job' || row.unit_id === deed.actor.departmentId || may(deed.actor, 'one_form.form.review')) return row
  if (!reaches(row.division_path, deed.actor.divisionPath ?? '') || (await requireMatter(deed, id)).state !== 'in_force') throw notFound('one_form.form_unknown')
  return row
}

/** A form of the city is for all of it, one of a district for those in it; a post above sees those below. */
const reaches = (form: string, reader: string): boolean => isUnder(reader, form) || isUnder(form, reader)
