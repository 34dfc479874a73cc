import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { applicationsAtCounter, deliverToPerson } from '#systems/application'
import type { HandOut, Visit } from '../contract.ts'
import { counter } from '../tables.ts'
import { requireOpen } from './find-visit.ts'
import { visitSaid } from './show-visit.ts'

/** What was printed is in the person's hand and signed for; an application that was approved is delivered by that. The same id is the same handing over. 取件 */
export async function handOut(deed: Deed, id: string, { id: handoutId, application, papers }: HandOut): Promise<Visit> {
  const row = await requireOpen(deed, id)
  const number = await numbersOf(deed, row.person_id, application, papers)
  const before = await counter(deed.tx).selectFrom('counter.handout').select('application_id').where('id', '=', handoutId).executeTakeFirst()
  if (before && before.application_id !== application) throw conflict('counter.id_taken')
  if (!before) {
    await counter(deed.tx).insertInto('counter.handout').values({ id: handoutId, visit_id: id, application_id: application, person_id: row.person_id, unit_id: row.unit_id, clerk: row.clerk, papers: number, handed_at: deed.now }).execute()
    await appendLeaf(deed, { kind: 'counter.handed_out', subjects: [row.person_id], payload: { handout: handoutId, application, papers: number, unit: row.unit_id, clerk: row.clerk, how: row.seen_how, document: row.document } })
    await record(deed, 'counter.handed_out', handoutId, { application })
    await deliverToPerson(deed, row.person_id, application, { how: 'counter', words: `本人到窗口领取并签收：${number.join('、')}` })
  }
  return visitSaid(deed, row, { id: application })
}

/** The numbers of these letters and licences; one that is not of this application, or not drawn yet, cannot have been handed over. */
async function numbersOf(deed: Deed, personId: string, application: string, papers: readonly string[]): Promise<string[]> {
  const known = await applicationsAtCounter(deed, personId, { id: application })
  const one = known.find(({ id }) => id === application)!
  const numbers = new Map([...one.letters.filter(({ drawn }) => drawn), ...one.licences].map(({ id, number }) => [id, number]))
  return papers.map((paper) => { const number = numbers.get(paper); if (number === undefined) throw notFound('counter.paper_unknown'); return number })
}
