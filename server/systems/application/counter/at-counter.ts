import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { jobActor } from '#base/jobs'
import { appendLeaf } from '#primitives/ledger'
import { advance, findMatters, matterByNumber, requireMatter } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import { licencesOnAll } from '#systems/licence'
import { chargesOnAll } from '#systems/payment'
import { itemNames } from '#systems/service-item'
import type { Application, CounterApplication, DraftSaved, PrefillDraft } from '../contract.ts'
import { disputeField } from '../draft/dispute-field.ts'
import { prefillDraft } from '../draft/prefill.ts'
import { saveDraft } from '../draft/save-draft.ts'
import { submitApplication } from '../draft/submit-application.ts'
import { findApplication, type ApplicationRow } from '../find-application.ts'
import { letterDocument } from '../letter/draw-letters.ts'
import { lettersOfAll } from '../letter/find-letters.ts'
import { supplyMissing } from '../own-steps.ts'
import { keepPaperForm, printPaperForm } from '../paper/keep-paper-form.ts'
import { tellApplicant } from '../proxy/tell-applicant.ts'
import { basisOf } from '../review/issue-results.ts'
import { showApplication } from '../show-application.ts'
import { application } from '../tables.ts'
import { atCounter, withTheirs, withWhoeverIsHere } from './with-whoever-is-here.ts'

/** What a counter can go on with for whoever stands there: all that is under way, what this counter took in, and first the one that the person brings, by number or id. 窗口可办的办件 */
export const applicationsAtCounter = (deed: Deed, personId: string, brought: Readonly<{ number?: string | undefined; id?: string }> = {}): Promise<CounterApplication[]> =>
  withWhoeverIsHere(deed, personId, async (served) => {
    const wanted = brought.number === undefined ? (brought.id ?? null) : await matterByNumber(served, brought.number)
    const first = wanted === null ? undefined : await findApplication(served, wanted)
    if ((brought.number !== undefined || wanted !== null) && first?.person_id !== personId) throw notFound('application.unknown')
    const rows = await application(served.tx).selectFrom('application.application').selectAll().where('person_id', '=', personId).where('filled', 'is not', null).orderBy('id', 'desc').limit(60).execute()
    return shownHere(served, personId, first ? [first, ...rows.filter(({ id }) => id !== first.id)] : rows, wanted)
  })

async function shownHere(deed: Deed, personId: string, theirs: readonly ApplicationRow[], wanted: string | null): Promise<CounterApplication[]> {
  if (theirs.length === 0) return []
  const matters = new Map((await findMatters(deed, { ids: theirs.map(({ id }) => id) }, { limit: theirs.length })).items.map((one) => [one.id, one]))
  const tookIn = (row: ApplicationRow): boolean => row.began_by_unit !== null && row.began_by_unit === deed.actor.departmentId
  const rows = theirs.filter((row) => row.id === wanted || tookIn(row) || !matters.get(row.id)!.final).slice(0, 40)
  const ids = rows.map(({ id }) => id)
  const names = await itemNames(deed, rows.map(({ item_code: code }) => code))
  const letters = await lettersOfAll(deed, ids)
  const licences = await licencesOnAll(deed, personId, rows.filter(({ submitted_at: at }) => at !== null).map(basisOf))
  const charges = await chargesOnAll(deed, rows.filter(({ submitted_at: at }) => at !== null).map(basisOf))
  return rows.map((row) => ({
    id: row.id, number: row.number, item: { code: row.item_code, name: names.get(row.item_code) ?? row.item_code }, state: matters.get(row.id)!.state, stateName: matters.get(row.id)!.stateName, savedAt: row.filled_at.toISOString(),
    here: tookIn(row), draft: row.submitted_at === null,
    letters: letters.get(row.id)!.map(({ id, kind, number: of, title, sha256 }) => ({ id, kind, number: of, title, drawn: sha256 !== null })), licences: licences.get(basisOf(row)) ?? [], charge: charges.get(basisOf(row)) ?? null,
  }))
}

/** The clerk goes on with what the person has begun, here or on a phone, alone or through somebody: what it says is read at the window, and that leaves a leaf. `tell`: the person and whoever acts for them are told, so that nobody goes on in their name unseen. 窗口接着办 */
export const openAtCounter = (deed: Deed, personId: string, id: string, { tell }: Readonly<{ tell: boolean }>): Promise<Application> =>
  withTheirs(deed, personId, id, async (served, row) => {
    await appendLeaf(served, { kind: 'application.opened_at_counter', subjects: [personId], payload: { application: id, number: row.number, unit: served.actor.departmentId } })
    const shown = await showApplication(served, id)
    if (tell && row.began_by_unit === null) await tellApplicant(served, row, 'application.notice.opened_at_counter', { item: shown.application.item.name, number: row.number, unit: (await requireUnit(served, served.actor.departmentId!)).name })
    return shown
  })

/** What the applicant does, done at the window with whoever stands there, under the same number and versions as on a phone. 窗口代办 */
export const [saveAtCounter, disputeAtCounter, submitAtCounter, supplyAtCounter, keepPaperAtCounter, printFormAtCounter] = [atCounter(saveDraft), atCounter(disputeField), atCounter(submitApplication), atCounter(supplyMissing), atCounter(keepPaperForm), atCounter(printPaperForm)] as const

/** The city is asked while the person stands there, under this application's number; what it says a clerk reads too, and that leaves a leaf. 窗口代填 */
export const prefillAtCounter = (deed: Deed, personId: string, id: string, wish: PrefillDraft): Promise<DraftSaved> =>
  withTheirs(deed, personId, id, async (served, row) => {
    const saved = await prefillDraft(served, id, wish)
    if (wish.take) await appendLeaf(served, { kind: 'application.prefilled_at_counter', subjects: [personId], payload: { application: id, number: row.number, unit: served.actor.departmentId } })
    return saved
  })

/** A letter, to be printed for the person. 窗口打印文书 */
export const letterAtCounter = (deed: Deed, personId: string, id: string, letterId: string): ReturnType<typeof letterDocument> =>
  withTheirs(deed, personId, id, async (served, row) => {
    const found = await letterDocument(served, id, letterId)
    await appendLeaf(served, { kind: 'application.letter_printed', subjects: [personId], payload: { application: id, number: row.number, letter: letterId, unit: served.actor.departmentId } })
    return found
  })

/** The result is in the person's hand: what was decided is delivered by that, wherever it was decided and whoever brought it. 送达本人 */
export const deliverToPerson = (deed: Deed, personId: string, id: string, { how, words }: Readonly<{ how: 'counter' | 'post' | 'locker' | 'community' | 'online'; words: string }>): Promise<string> =>
  withTheirs(deed, personId, id, async (served, row) => {
    if ((await requireMatter(served, id)).state === 'approved') {
      await advance({ ...served, actor: jobActor('application.deliver_to_person') }, id, 'deliver', { note: words })
      await appendLeaf(served, { kind: 'application.delivered', subjects: [personId], payload: { application: id, number: row.number, how } })
    }
    return row.number
  })
