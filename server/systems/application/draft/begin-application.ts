import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { openMatter, type Level } from '#primitives/matter'
import { createPerson, findFirms, findPersonByNumber, maskedPerson, maskName, ownPerson, personOfRecord, tiePerson } from '#primitives/party'
import { record } from '#primitives/event'
import { requireDivision } from '#primitives/place'
import { actFor, asAgentOf, requireOldEnough } from '#systems/account'
import { applicantsOf, formOfItem, itemInForce } from '#systems/service-item'
import { KIND } from '../application-actions.ts'
import type { BeganApplication, BeginApplication } from '../contract.ts'
import { isServed, withWhoeverIsHere } from '../counter/with-whoever-is-here.ts'
import { sealApplicant, sealFilled, type Applicant } from '../filled.ts'
import { findApplication } from '../find-application.ts'
import { claimDraft } from '../open-draft.ts'
import { keepProxy } from '../proxy/find-proxies.ts'
import { requireAssurance } from '../proxy/require-assurance.ts'
import { application } from '../tables.ts'
import { unitFor } from '../unit-for.ts'

/** `personId`: the party, a person or a firm; `byUnit`: the counter that takes it in; `callId`: the call to the hotline on which it is begun. */
type Whom = Readonly<{ personId: string; kind?: 'firm'; applicant: Applicant; divisionPath: string | null; byUnit: string | null; callId?: string }>

/** A person begins to fill in the form of an item, for themselves or for whom they act, or a counter does it for whoever stands there; who has begun already goes on with what there is. 开始办理 */
export async function beginApplication(deed: Deed, wish: BeginApplication): Promise<BeganApplication> {
  if (wish.person) return begin(deed, wish, await identified(deed, wish.person))
  const { subject = deed.actor.id } = wish
  if (subject === deed.actor.id) return begin(deed, wish, await oneself(deed))
  const acting = await asAgentOf(deed, subject, wish.item)
  const began = await begin(acting, wish, await ofRecord(acting, subject))
  await actFor(deed, subject, wish.item, began.number) // the person sees that it was begun
  return began
}

async function begin(deed: Deed, { id, item: code, formVersion: onPaper, division }: BeginApplication, whom: Whom): Promise<BeganApplication> {
  const path = division === undefined ? whom.divisionPath : (await requireDivision(deed, division)).path
  const inForce = await itemInForce(deed, code, path === null || path === '' ? null : path.split('/').at(-1)!)
  if (!(await applicantsOf(deed, inForce.item)).has(whom.kind ?? 'person')) throw conflict(`application.not_for_${whom.kind ?? 'person'}`, { item: inForce.item.name })
  if (whom.byUnit === null && !isServed(deed)) await requireAssurance(deed, inForce.item, whom.callId && whom.personId) // a counter sees who stands there
  const { version: formVersion } = await formOfItem(deed, code, onPaper)
  if (path === null && inForce.item.level !== 'city') throw invalid('application.say_where')
  const other = await claimDraft(deed, { personId: whom.personId, item: code, id })
  if (other !== null) return began(deed, other, whom)
  const unit = await unitFor(deed, inForce, path ?? '')
  const matter = await openMatter(deed, {
    id, kind: KIND, divisionPath: path ?? '', holder: { level: unit.level as Level, path: unit.divisionPath }, item: code, publicity: 'closed', link: false, source: whom.callId ? 'phone' : whom.byUnit === null && !isServed(deed) ? 'online' : 'counter', facts: { lacking: false },
  })
  await application(deed.tx).insertInto('application.application').values({
    id, number: matter.number, item_code: code, item_version: inForce.version, form_version: formVersion, person_id: whom.personId, subject_kind: whom.kind ?? 'person', began_at: deed.now, began_by: deed.actor.postId ?? deed.actor.id, began_by_unit: whom.byUnit, call_id: whom.callId ?? null,
    unit_id: unit.id, division_path: path ?? '', applicant: sealApplicant(whom.applicant), filled: sealFilled({ typed: {}, given: {}, disputed: {} }), filled_version: 1, filled_at: deed.now, prefill: 'open',
    submitted_at: null, submitted_by: null, missing: null, lacking: null, found: null,
  }).execute()
  await record(deed, 'application.application.began', id, { item: code, unit: unit.id })
  return began(deed, id, whom)
}

/** A draft that the person began online is the person's: a counter goes on with it only while the person stands there, the hotline not at all. */
async function began(deed: Deed, id: string, { byUnit, callId }: Whom): Promise<BeganApplication> {
  if (deed.subject !== null && byUnit === null && callId === undefined && !isServed(deed)) await keepProxy(deed, id)
  const row = await findApplication(deed, id)
  if (!row || (callId !== undefined && row.began_by_unit !== null)) throw conflict(callId !== undefined ? 'application.begun_elsewhere' : byUnit === null ? 'application.begun_at_counter' : 'application.begun_online')
  const { number, filled_version: version } = row
  return { id, number, version }
}

/** Whom one acts for, as a document of record names them: a firm by its name and credit code. */
async function ofRecord(deed: Deed, id: string): Promise<Whom> {
  const firm = (await findFirms(deed, [id])).get(id)
  if (firm) return { personId: id, kind: 'firm', applicant: { name: firm.name, number: firm.creditCode, phone: null }, divisionPath: firm.divisionPath, byUnit: null }
  const { name, number, divisionPath } = await personOfRecord(deed, id)
  return { personId: id, applicant: { name, number, phone: null }, divisionPath, byUnit: null }
}

async function oneself(deed: Deed): Promise<Whom> {
  if (deed.actor.kind !== 'person' && deed.actor.kind !== 'staff') throw forbidden('application.not_a_person')
  const { name, number, phone, divisionPath } = await ownPerson(deed)
  await requireOldEnough(deed, number)
  return { personId: deed.actor.id, applicant: { name, number, phone }, divisionPath, byUnit: null }
}

/** The clerk has the identity card in hand: its number finds the person, or registers one. */
async function identified(deed: Deed, { name, number, phone }: NonNullable<BeginApplication['person']>): Promise<Whom> {
  const unit = deed.actor.departmentId
  if (deed.actor.kind !== 'staff' || unit === null) throw forbidden('application.no_counter')
  const known = await findPersonByNumber(deed, number, 'identify_at_counter')
  const personId = known?.id ?? (await createPerson(deed, { name, number, phone })).id
  if (known && known.name !== maskName(name)) throw conflict('application.name_differs')
  return takenIn(deed, personId, { name, number: number.toUpperCase(), phone: phone ?? null })
}

/** A counter begins for whoever stands there, as it knows the person already, or goes on with what the person began elsewhere; whoever calls vouches for that. 窗口收件 */
export const beginAtCounter = (deed: Deed, wish: Omit<BeginApplication, 'person'>, { personId, applicant, atDoor }: Pick<Whom, 'personId' | 'applicant'> & Readonly<{ /** No counter takes it in: nobody but the person goes on with it unseen. */ atDoor: boolean }>): Promise<BeganApplication> =>
  withWhoeverIsHere(deed, personId, async (served) => { const whom = await takenIn(served, personId, applicant); return begin(served, wish, atDoor ? { ...whom, byUnit: null } : whom) })

/** A post of the hotline begins for whoever is on the line and has proven who they are; the call is named, and is the only way in. 话务员代填 */
export async function beginOnCall(deed: Deed, wish: Omit<BeginApplication, 'person'>, { callId, personId, applicant }: Pick<Whom, 'personId' | 'applicant'> & { callId: string }): Promise<BeganApplication> {
  return begin({ ...deed, subject: personId }, wish, { ...(await takenIn(deed, personId, applicant, callId)), byUnit: null, callId })
}

async function takenIn(deed: Deed, personId: string, applicant: Applicant, callId: string | null = null): Promise<Whom> {
  const unit = deed.actor.departmentId
  if (deed.actor.kind !== 'staff' || unit === null) throw forbidden('application.no_counter')
  await tiePerson(deed, personId, { departmentId: unit, reason: 'application.taken_in' })
  await appendLeaf(deed, { kind: 'application.taken_in', subjects: [personId], payload: { unit, ...(callId && { call: callId }) } })
  return { personId, applicant, divisionPath: (await maskedPerson(deed, personId)).divisionPath, byUnit: unit }
}
