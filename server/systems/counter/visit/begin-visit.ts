import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { cityToday } from '#primitives/place'
import { seeAtCounter } from '#systems/account'
import { requireTicketAt, requireWindow } from '#systems/booking'
import type { BeginVisit, Visit } from '../contract.ts'
import type { Card } from '../reader/card-reader.ts'
import { counter } from '../tables.ts'
import { sealIdentity } from './find-visit.ts'
import { visitSaid } from './show-visit.ts'

/** Whoever was called stands at the window with a document: read by the reader, or typed by the clerk. From now on the person is known face to face. 开始接待 */
export async function beginVisit(deed: Deed, { id, hall, counter: kind, window, ticket, person }: BeginVisit, card: Card | null): Promise<Visit> {
  const { unitId } = await requireWindow(deed, { hall, counter: kind, window })
  if (ticket !== undefined) await requireTicketAt(deed, ticket, { hall, counter: kind, window })
  if (card?.validUntil && card.validUntil < (await cityToday(deed))) throw conflict('counter.card_expired', { until: card.validUntil })
  const shown = card ?? person
  if (!shown) throw invalid('counter.nobody')
  const document = person?.document ?? 'identity_card'
  const personId = await seeAtCounter(deed, { name: shown.name, number: shown.number, document, read: card !== null })
  const row = {
    id, hall_code: hall, counter: kind, window, ticket_id: ticket ?? null, unit_id: deed.actor.departmentId ?? unitId, clerk: deed.actor.postId ?? deed.actor.id, person_id: personId, seen_how: card ? ('read' as const) : ('typed' as const), document,
    identity: sealIdentity({ name: shown.name.trim(), number: shown.number.trim().toUpperCase() }), division_path: null, witness: null, begun_at: deed.now, ended_at: null,
  }
  const made = await counter(deed.tx).insertInto('counter.visit').values(row).onConflict((old) => old.doNothing()).returningAll().executeTakeFirst()
  if (!made) {
    const before = await counter(deed.tx).selectFrom('counter.visit').selectAll().where('id', '=', id).executeTakeFirst()
    if (before?.person_id !== personId) throw conflict('counter.window_taken')
    return visitSaid(deed, before)
  }
  await appendLeaf({ ...deed, purpose: 'identify_at_counter' }, { kind: 'counter.identified', subjects: [personId], payload: { visit: id, hall, counter: kind, window, unit: row.unit_id, how: row.seen_how, document } })
  await record(deed, 'counter.visit_begun', id, { hall, counter: kind, window })
  return visitSaid(deed, made)
}
