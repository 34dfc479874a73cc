import type { Deed } from '#base/deed'
import { fieldsOf, type Form } from '#base/form'
import { mayActFor, openFirms } from '#systems/account'
import type { Filled } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import { isMasked, masked } from '../review/desk-values.ts'
import { application } from '../tables.ts'

/** Applications in which one acted for somebody, the newest first. */
export const actedIn = async (deed: Deed): Promise<string[]> =>
  (await application(deed.tx).selectFrom('application.proxy').select('application_id').where('agent_id', '=', deed.actor.id).orderBy('application_id', 'desc').limit(200).execute()).map(({ application_id: id }) => id)

/** Applications of the firms for which one may do something now, the newest first; which of them one may do is judged one by one. */
export const ofFirms = async (deed: Deed): Promise<string[]> => {
  const firms = await openFirms(deed)
  return firms.length === 0 ? [] : (await application(deed.tx).selectFrom('application.application').select('id').where('person_id', 'in', firms).orderBy('id', 'desc').limit(200).execute()).map(({ id }) => id)
}

/** Without those of people for whom one may not act any more. */
export async function stillActedFor<R extends Pick<ApplicationRow, 'person_id' | 'item_code'>>(deed: Deed, rows: readonly R[]): Promise<R[]> {
  const known = new Map<string, boolean>()
  for (const { person_id: person, item_code: item } of rows) {
    const key = `${person} ${item}`
    if (person !== deed.actor.id && !known.has(key)) known.set(key, await mayActFor(deed, person, item))
  }
  return rows.filter(({ person_id: person, item_code: item }) => person === deed.actor.id || known.get(`${person} ${item}`))
}

/** What the city said of the person is masked for whoever acts for them; what was typed is not. 代办人所见 */
export function maskedForAgent(form: Form, { given, disputed }: Filled, values: Readonly<Record<string, unknown>>, actorId: string): Record<string, unknown> {
  const fields = new Map(fieldsOf(form).map((field) => [field.field, field]))
  const said = (name: string): boolean => given[name]?.value !== undefined && disputed[name] === undefined && given[name].agent !== actorId // one's own
  return Object.fromEntries(Object.entries(values).map(([name, value]) => { const field = fields.get(name); return [name, field && said(name) && isMasked(field) ? masked(field, value) : value] }))
}
