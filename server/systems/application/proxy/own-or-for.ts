import type { Deed } from '#base/deed'
import { fieldsOf, type Form } from '#base/form'
import { mayActFor } from '#systems/account'
import type { Filled } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import { isMasked, masked } from '../review/desk-values.ts'
import { application } from '../tables.ts'

/** Applications in which one acted for somebody, the newest first. */
export const actedIn = async (deed: Deed): Promise<string[]> =>
  (await application(deed.tx).selectFrom('application.proxy').select('application_id').where('agent_id', '=', deed.actor.id).orderBy('application_id', 'desc').limit(200).execute()).map(({ application_id: id }) => id)

/** Without those of people for whom one may not act any more. */
export async function stillActedFor(deed: Deed, rows: readonly ApplicationRow[]): Promise<ApplicationRow[]> {
  const known = new Map<string, boolean>()
  for (const { person_id: person, item_code: item } of rows) {
    const key = `${person} ${item}`
    if (person !== deed.actor.id && !known.has(key)) known.set(key, await mayActFor(deed, person, item))
  }
  return rows.filter(({ person_id: person, item_code: item }) => person === deed.actor.id || known.get(`${person} ${item}`))
}

/** What the city said of the person is masked for whoever acts for them; what was typed is not. 代办人所见 */
export function maskedForAgent(form: Form, { given, disputed }: Filled, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = new Map(fieldsOf(form).map((field) => [field.field, field]))
  const said = (name: string): boolean => given[name]?.value !== undefined && disputed[name] === undefined
  return Object.fromEntries(Object.entries(values).map(([name, value]) => { const field = fields.get(name); return [name, field && said(name) && isMasked(field) ? masked(field, value) : value] }))
}
