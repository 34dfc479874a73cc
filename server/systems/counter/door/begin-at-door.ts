import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { keys } from '#base/keys'
import { mayAt } from '#primitives/access'
import { record } from '#primitives/event'
import { attachFiles } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { tell } from '#primitives/notice'
import { maskedPerson, requireUnit } from '#primitives/party'
import { seeAtCounter } from '#systems/account'
import type { BeginAtDoor, DoorNow, Visit } from '../contract.ts'
import { counter } from '../tables.ts'
import { sealIdentity } from '../visit/find-visit.ts'
import { visitSaid } from '../visit/show-visit.ts'

export const SERVE_AT_DOOR = 'counter.door.serve'

/** A community's worker is at the door of somebody who lives there, has seen the document, and has their yes: signed and photographed, or said before a witness. From then on it is a visit as at a window. 上门代办 */
export async function beginAtDoor(deed: Deed, { id, person, consent }: BeginAtDoor): Promise<Visit> {
  const { postId, departmentId } = deed.actor
  if (postId === null || departmentId === null) throw forbidden('counter.no_post')
  if (consent.photo === undefined && consent.witness === undefined) throw invalid('counter.no_consent')
  const personId = await seeAtCounter(deed, { name: person.name, number: person.number, document: person.document, read: false })
  const { divisionPath } = await maskedPerson(deed, personId)
  if (divisionPath === null || !mayAt(deed, SERVE_AT_DOOR, divisionPath)) throw forbidden('counter.not_of_this_community')
  const row = {
    id, hall_code: null, counter: null, window: null, ticket_id: null, division_path: divisionPath, unit_id: departmentId, clerk: postId, person_id: personId, seen_how: 'typed' as const, document: person.document,
    identity: sealIdentity({ name: person.name.trim(), number: person.number.trim().toUpperCase() }), witness: consent.witness === undefined ? null : keys().seal('counter.witness', consent.witness.trim()), begun_at: deed.now, ended_at: null,
  }
  const made = await counter(deed.tx).insertInto('counter.visit').values(row).onConflict((old) => old.doNothing()).returningAll().executeTakeFirst()
  if (!made) {
    const before = await counter(deed.tx).selectFrom('counter.visit').selectAll().where('id', '=', id).executeTakeFirst()
    if (before?.person_id !== personId) throw conflict('counter.door_taken') // by another visit of this post
    return visitSaid(deed, before)
  }
  if (consent.photo !== undefined) await attachFiles(deed, { home: 'counter', subjectId: id, use: 'consent' }, [consent.photo], { papers: true })
  await appendLeaf({ ...deed, purpose: 'identify_at_counter' }, { kind: 'counter.identified', subjects: [personId], payload: { visit: id, door: divisionPath, unit: departmentId, post: postId, how: 'typed', document: person.document, consent: consent.photo === undefined ? 'witnessed' : 'signed', sheet: consent.photo ?? null } })
  await record(deed, 'counter.visit_begun', id, { door: divisionPath })
  await tell(deed, { to: { party: personId }, template: 'counter.notice.door', facts: { unit: (await requireUnit(deed, departmentId)).name }, link: '/applications', also: ['sms'] })
  return visitSaid(deed, made)
}

/** At whose door one is, after the page was opened anew. 本次上门 */
export async function doorNow(deed: Deed): Promise<DoorNow> {
  const row = await counter(deed.tx).selectFrom('counter.visit').selectAll().where('clerk', '=', deed.actor.postId ?? '').where('division_path', 'is not', null).where('ended_at', 'is', null).executeTakeFirst()
  return { visit: row ? await visitSaid(deed, row) : null }
}
