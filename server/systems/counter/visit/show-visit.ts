import type { Deed } from '#base/deed'
import { assuranceOfPerson } from '#systems/account'
import { applicationsAtCounter } from '#systems/application'
import { ticketsSaid } from '#systems/booking'
import { maskedPersons, maskNumber } from '#primitives/party'
import { findDivision } from '#primitives/place'
import type { AtWindow, Visit, WindowNow } from '../contract.ts'
import { cardReaderHere } from '../reader/card-reader.ts'
import { counter } from '../tables.ts'
import { openIdentity, requireVisit, type VisitRow } from './find-visit.ts'

/** Who is at the window, how surely that is known, and what this counter has of theirs; an application from elsewhere by the number that the person brings. 接待详情 */
export async function visitSaid(deed: Deed, row: VisitRow, brought: Parameters<typeof applicationsAtCounter>[2] = {}): Promise<Visit> {
  const { name, number } = openIdentity(row)
  const applications = row.ended_at === null ? await applicationsAtCounter(deed, row.person_id, brought) : []
  const handed = applications.length === 0 ? [] : await counter(deed.tx).selectFrom('counter.handout').select(['application_id', 'papers']).where('application_id', 'in', applications.map(({ id }) => id)).execute()
  return {
    id: row.id, hall: row.hall_code, counter: row.counter, window: row.window, door: row.division_path === null ? null : ((await findDivision(deed, row.division_path.split('/').at(-1)!))?.name ?? row.division_path), ticket: row.ticket_id === null ? null : ((await ticketsSaid(deed, [row.ticket_id])).get(row.ticket_id) ?? null), name, number: number === '' ? '' : maskNumber(number), seenHow: row.seen_how, document: row.document,
    level: await assuranceOfPerson(deed, row.person_id), phone: (await maskedPersons(deed, [row.person_id])).get(row.person_id)?.phone ?? null, begunAt: row.begun_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null,
    applications: applications.map((one) => ({ ...one, handed: handed.filter(({ application_id: id }) => id === one.id).flatMap(({ papers }) => papers) })),
  }
}

export const showVisit = async (deed: Deed, id: string, number?: string): Promise<Visit> => visitSaid(deed, await requireVisit(deed, id), { number })

/** What a window has to go on with after its page was opened anew. 本窗口 */
export async function windowNow(deed: Deed, { hall, counter: kind, window }: AtWindow): Promise<WindowNow> {
  const row = await counter(deed.tx).selectFrom('counter.visit').selectAll().where('hall_code', '=', hall).where('counter', '=', kind).where('window', '=', window).where('ended_at', 'is', null).where('unit_id', '=', deed.actor.departmentId ?? '').executeTakeFirst()
  return { reader: cardReaderHere() !== null, visit: row ? await visitSaid(deed, row) : null }
}
