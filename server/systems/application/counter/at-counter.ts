import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { jobActor } from '#base/jobs'
import { appendLeaf } from '#primitives/ledger'
import { advance, findMatters, matterByNumber, requireMatter } from '#primitives/matter'
import { licencesOnAll } from '#systems/licence'
import { itemNames } from '#systems/service-item'
import type { CounterApplication, DraftSaved, PrefillDraft } from '../contract.ts'
import { prefillDraft } from '../draft/prefill.ts'
import { findApplication, requireOwn, type ApplicationRow } from '../find-application.ts'
import { letterDocument } from '../letter/draw-letters.ts'
import { lettersOfAll } from '../letter/find-letters.ts'
import { basisOf } from '../review/issue-results.ts'
import { application } from '../tables.ts'

/** Whatever a counter does here it does for somebody who stands there and was identified: whoever calls vouches for that. One application of that person, whoever took it in. */
async function withTheirs<T>(deed: Deed, personId: string, id: string, work: (row: ApplicationRow) => Promise<T>): Promise<T> {
  await sql`set local haihe.application = ${sql.lit(id)}`.execute(application(deed.tx)) // the policy lets this one row through
  const row = await findApplication(deed, id)
  if (row?.person_id !== personId) throw notFound('application.unknown')
  const done = await work(row)
  await sql`set local haihe.application = ''`.execute(application(deed.tx))
  return done
}

/** What this counter took in or answers for a person, and the one that the person brings, by number or id. 窗口可办的办件 */
export async function applicationsAtCounter(deed: Deed, personId: string, brought: Readonly<{ number?: string | undefined; id?: string }> = {}): Promise<CounterApplication[]> {
  const rows = await application(deed.tx).selectFrom('application.application').selectAll().where('person_id', '=', personId).where('filled', 'is not', null).orderBy('id', 'desc').limit(20).execute()
  const wanted = brought.number === undefined ? (brought.id ?? null) : await matterByNumber(deed, brought.number)
  if (brought.number !== undefined && wanted === null) throw notFound('application.unknown')
  return wanted === null || rows.some(({ id }) => id === wanted) ? shownHere(deed, personId, rows) : withTheirs(deed, personId, wanted, (row) => shownHere(deed, personId, [row, ...rows]))
}

async function shownHere(deed: Deed, personId: string, rows: readonly ApplicationRow[]): Promise<CounterApplication[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const names = await itemNames(deed, rows.map(({ item_code: code }) => code))
  const matters = new Map((await findMatters(deed, { ids }, { limit: rows.length })).items.map((one) => [one.id, one]))
  const letters = await lettersOfAll(deed, ids)
  const licences = await licencesOnAll(deed, personId, rows.filter(({ submitted_at: at }) => at !== null).map(basisOf))
  return rows.map((row) => ({
    id: row.id, number: row.number, item: { code: row.item_code, name: names.get(row.item_code) ?? row.item_code }, state: matters.get(row.id)!.state, stateName: matters.get(row.id)!.stateName, savedAt: row.filled_at.toISOString(),
    here: row.began_by_unit !== null && row.began_by_unit === deed.actor.departmentId, draft: row.submitted_at === null,
    letters: letters.get(row.id)!.map(({ id, kind, number: of, title, sha256 }) => ({ id, kind, number: of, title, drawn: sha256 !== null })), licences: licences.get(basisOf(row)) ?? [],
  }))
}

/** The city is asked while the person stands there, under this application's number; what it says a clerk reads too, and that leaves a leaf. 窗口代填 */
export async function prefillAtCounter(deed: Deed, personId: string, id: string, wish: PrefillDraft): Promise<DraftSaved> {
  const row = await requireOwn(deed, id)
  if (row.person_id !== personId) throw notFound('application.unknown')
  const saved = await prefillDraft({ ...deed, subject: personId }, id, wish)
  if (wish.take) await appendLeaf(deed, { kind: 'application.prefilled_at_counter', subjects: [personId], payload: { application: id, number: row.number, unit: deed.actor.departmentId } })
  return saved
}

/** A letter, to be printed for the person. 窗口打印文书 */
export const letterAtCounter = async (deed: Deed, personId: string, id: string, letterId: string): ReturnType<typeof letterDocument> =>
  withTheirs(deed, personId, id, async (row) => {
    const found = await letterDocument(deed, id, letterId)
    await appendLeaf(deed, { kind: 'application.letter_printed', subjects: [personId], payload: { application: id, number: row.number, letter: letterId, unit: deed.actor.departmentId } })
    return found
  })

/** The result is in the person's hand: what was decided is delivered by that, wherever it was decided. 窗口送达 */
export async function deliverAtCounter(deed: Deed, personId: string, id: string, words: string): Promise<string> {
  return withTheirs(deed, personId, id, async (row) => {
    if ((await requireMatter(deed, id)).state === 'approved') {
      await advance({ ...deed, actor: jobActor('application.deliver_at_counter') }, id, 'deliver', { note: words })
      await appendLeaf(deed, { kind: 'application.delivered', subjects: [personId], payload: { application: id, number: row.number, how: 'counter' } })
    }
    return row.number
  })
}
