import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { Form } from '#base/form'
import { findMatters, matterTrace, mayDo, type ListedMatter, type MatterTrace } from '#primitives/matter'
import { findUnits, maskName } from '#primitives/party'
import { mayActFor } from '#systems/account'
import { licencesOn } from '#systems/licence'
import { chargeOn } from '#systems/payment'
import { formOfItem, itemNames, itemOfVersion } from '#systems/service-item'
import { archivedOf } from './archive/find-archive.ts'
import { awaitsApplicant, ownActions } from './application-actions.ts'
import type { Application, ApplicationRow as Shown, OwnApplications } from './contract.ts'
import { isServed } from './counter/with-whoever-is-here.ts'
import { elsewhereOf } from './department/show-traffic.ts'
import { openApplicant, openFilled, valuesOf, type Filled } from './filled.ts'
import { isOwn, requireApplication, type ApplicationRow } from './find-application.ts'
import { lettersOf } from './letter/find-letters.ts'
import { foundedFirm } from './review/found-firm.ts'
import { openFound } from './review/found-values.ts'
import { basisOf } from './review/issue-results.ts'
import { judged, type Judged } from './review/judged.ts'
import { proxiesOf, type Proxy } from './proxy/find-proxies.ts'
import { actedIn, maskedForAgent, ofFirms, stillActedFor } from './proxy/own-or-for.ts'
import { materialStates } from './lacking-materials.ts'
import { paperFormOf } from './paper/keep-paper-form.ts'
import { application } from './tables.ts'
import { walletFor } from './wallet-for.ts'

/** Rows of lists: what for, whose, where it is and whose turn it is. 办件行 */
export async function rowsOf(deed: Deed, rows: readonly ApplicationRow[], matters: readonly ListedMatter[]): Promise<Map<string, Shown>> {
  const proxies = await proxiesOf(deed, rows.map(({ id }) => id))
  const names = await itemNames(deed, rows.map(({ item_code: code }) => code))
  const units = await findUnits(deed, rows.map(({ unit_id: id }) => id))
  const known = new Map(matters.map((one) => [one.id, one]))
  return new Map(rows.map((row) => {
    const matter = known.get(row.id)!
    return [row.id, {
      id: row.id, number: row.number, item: { code: row.item_code, name: names.get(row.item_code) ?? row.item_code }, unit: { code: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, state: matter.state, stateName: matter.publicStateName, final: matter.final, version: matter.version,
      draft: row.submitted_at === null, savedAt: row.filled_at.toISOString(), submittedAt: row.submitted_at?.toISOString() ?? null, dueAt: matter.final ? null : (matter.stateDueAt?.toISOString() ?? null), overdue: matter.overdue, provisional: matter.provisional,
      turn: matter.final ? 'nobody' : awaitsApplicant.has(matter.state) ? 'you' : 'unit',
      forWhom: firmOf(row)?.name ?? (row.person_id !== deed.actor.id && (proxies.get(row.id) ?? []).some(({ id }) => id === deed.actor.id) ? maskName(openApplicant(row).name) : null), firm: firmOf(row), proxy: (proxies.get(row.id)?.find(({ id }) => id === row.submitted_by) ?? proxies.get(row.id)?.at(-1))?.name ?? null,
    } satisfies Shown]
  }))
}

/** The firm that it is about; null = a person. */
function firmOf(row: ApplicationRow): Shown['firm'] {
  const { name, number } = openApplicant(row)
  return row.subject_kind === 'firm' ? { name, code: number ?? '' } : null
}

/** One's own applications and those of whom one may act for now, drafts first, then the newest. 我的办件 */
export async function findOwnApplications(deed: Deed, { limit = 50, after }: { limit?: number; after?: string }): Promise<OwnApplications> {
  const acted = [...new Set([...(await actedIn(deed)), ...(await ofFirms(deed))])]
  let query = application(deed.tx).selectFrom('application.application').selectAll().where((of) => (acted.length === 0 ? of('person_id', '=', deed.actor.id) : of.or([of('person_id', '=', deed.actor.id), of('id', 'in', acted)]))).orderBy('id', 'desc').limit(limit + 1)
  if (after !== undefined && /^[0-9a-f-]{36}$/.test(after)) query = query.where('id', '<', after)
  const found = await query.execute()
  const rows = await stillActedFor(deed, found.slice(0, limit))
  const matters = rows.length === 0 ? [] : (await findMatters(deed, { ids: rows.map(({ id }) => id) }, { limit: rows.length })).items
  const shown = await rowsOf(deed, rows, matters)
  const items = rows.map(({ id }) => shown.get(id)!).filter(({ state }) => state !== 'abandoned')
  return { items: items.toSorted((a, b) => Number(b.turn === 'you') - Number(a.turn === 'you')), next: found.length > limit ? found[limit - 1]!.id : null }
}

/** An application as its applicant sees it: what was filled in and from whom, how far it is, what comes next and who has it. 办件详情 */
export async function showApplication(deed: Deed, id: string): Promise<Application> {
  const row = await requireApplication(deed, id)
  if (!isOwn(deed, row)) throw notFound('application.unknown')
  const { items: matters } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const shown = (await rowsOf(deed, [row], matters)).get(id)!
  const { form, filled, values, wallet } = shown.draft ? await drafted(deed, row) : await judged(deed, row)
  const trace = await matterTrace(deed, id, 'party')
  const letters = await lettersOf(deed, id)
  const doable = new Set((await mayDo(deed, id)).map(({ action }) => action))
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  return {
    application: shown, formVersion: row.form_version, filledVersion: row.filled_version, prefill: row.prefill, values: deed.subject === null || isServed(deed) ? values : maskedForAgent(form, filled, values, deed.actor.id), sources: sourcesOf(form, filled), materials: materialStates(form, filled, values, wallet), missing: row.missing as Application['missing'], lacking: row.lacking as Application['lacking'],
    letters, steps: stepsOf(trace, (await proxiesOf(deed, [id])).get(id)), may: ownActions.filter((action) => doable.has(action) && (action !== 'bring_lacking' || row.lacking !== null)), automatic: letters.some(({ kind }) => kind === 'approved_at_once'), phone: item.phone ?? null, licences: shown.draft ? [] : [...(await licencesOn(deed, row.person_id, basisOf(row))).map((one) => ({ ...one, ofFirm: false })), ...(await foundedLicences(deed, row))],
    charge: shown.draft ? null : await chargeOn(deed, basisOf(row)),
    archived: shown.final ? await archivedOf(deed, id) : null,
    elsewhere: await elsewhereOf(deed, row),
    paperForm: await paperFormOf(deed, id),
  }
}

/** What a firm got that came into being by it, for whoever may act for that firm. */
async function foundedLicences(deed: Deed, row: ApplicationRow): Promise<Application['licences']> {
  const firm = await foundedFirm(deed, openFound(row))
  return firm && (await mayActFor(deed, firm.id, null)) ? (await licencesOn(deed, firm.id, basisOf(row))).map((one) => ({ ...one, ofFirm: true })) : []
}

/** A draft as it is: nothing is judged before it is handed in. */
async function drafted(deed: Deed, row: ApplicationRow): Promise<Pick<Judged, 'form' | 'filled' | 'values' | 'wallet'>> {
  const filled = openFilled(row)
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  return { form, filled, values: valuesOf(filled), wallet: await walletFor(deed, row, form) }
}

/** The public's steps: the unit, never the person; who acted for the person is known to that one. */
export const stepsOf = ({ steps }: MatterTrace, proxies: readonly Proxy[] = []): Application['steps'] =>
  steps.filter(({ action }) => action !== 'escalated').map(({ id, at, action, name, unit, reason, note, actor }) => ({ id, at: at.toISOString(), action, name, unit: unit?.name ?? null, reason, note, proxy: proxies.find((one) => one.id === actor?.id)?.name ?? null }))

/** Of each field that says where it comes from: whose value it is. */
export function sourcesOf(form: Form, { given, disputed, typed }: Filled): Application['sources'] {
  return form.parts.flatMap(({ fields }) => fields).flatMap(({ field, source }): Application['sources'] => {
    const one = given[field]
    if (source === 'computed') return []
    const about = { unit: one?.unit || null, at: one?.at ?? null, unsaid: one?.unsaid ?? null }
    if (disputed[field]) return [{ field, from: 'disputed', ...about }]
    if (one?.value !== undefined) return [{ field, from: 'city', ...about }]
    return [{ field, from: typed[field] === undefined ? 'unknown' : 'person', ...about }]
  })
}
