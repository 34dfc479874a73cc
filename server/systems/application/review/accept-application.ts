import { cityDay, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { cityOf, cityToday } from '#primitives/place'
import { clocksAt } from '../clocks-at.ts'
import type { AcceptLacking, AskMissing, DeclineApplication, ExtendApplication, PauseApplication, StepOnly } from '../contract.ts'
import { awaitPayment } from '../fee/await-payment.ts'
import { requireOfUnit, type ApplicationRow } from '../find-application.ts'
import { writeLetter } from '../letter/write-letter.ts'
import { application } from '../tables.ts'
import { decideWhenAll } from './decide-jointly.ts'
import { requireMaterials } from './judged.ts'
import { reportedMissing, type Missing } from './joint-parts.ts'

const at = (version: number | undefined) => (version === undefined ? {} : { version })
export const dayOf = async (deed: Deed, instant: Date | null): Promise<string> => (instant === null ? '—' : cityDay(new Date(instant.getTime() - 1), (await cityOf(deed)).zone)) // the last day that counts
const leaf = (deed: Deed, row: ApplicationRow, kind: string, more: object = {}) => appendLeaf(deed, { kind: `application.${kind}`, subjects: [row.person_id], payload: { application: row.id, number: row.number, item: row.item_code, unit: row.unit_id, ...more } })

/** Accepts: from now on the law's days for a decision run. 受理 */
export async function acceptApplication(deed: Deed, id: string, { version }: StepOnly): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  await requireNothingReported(deed, row)
  const matter = await advance(deed, id, 'accept', at(version))
  await leaf(deed, row, 'accepted')
  await writeLetter(deed, row, 'accepted', { due: await dayOf(deed, matter.stateDueAt) })
  return (await awaitPayment(deed, row)) ?? matter
}

/** Accepts although some material is still to come: it is reviewed meanwhile, and approved only with it. 容缺受理 */
export async function acceptLacking(deed: Deed, id: string, { version, materials, until }: AcceptLacking): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  if (until < (await cityToday(deed))) throw invalid('application.until_past')
  await requireMaterials(deed, row, materials)
  await requireNothingReported(deed, row)
  const matter = await advance(deed, id, 'accept_lacking', { ...at(version), note: `${materials.join('、')}，${until} 前补齐`, facts: { lacking: true } })
  await application(deed.tx).updateTable('application.application').set({ lacking: JSON.stringify({ materials, until }) as never }).where('id', '=', id).execute()
  await leaf(deed, row, 'accepted', { lacking: materials, until })
  await writeLetter(deed, row, 'accepted_lacking', { until, due: await dayOf(deed, matter.stateDueAt) }, materials)
  return (await awaitPayment(deed, row)) ?? matter
}

/** The one notice of everything that is missing, of every department that reviews a part; there is no second. 一次告知补正 */
export async function askMissing(deed: Deed, id: string, { version, materials: own, words: said }: AskMissing): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  await requireMaterials(deed, row, own)
  const reported = await reportedMissing(deed, row)
  const materials = [...new Set([...own, ...reported.flatMap((one) => one.materials)])]
  if (materials.length === 0) throw invalid('application.say_what_is_missing')
  const words = [said, ...reported.map((one) => `${one.unit}：${one.words}`)].filter((one) => one !== '').join('；')
  return tellMissing(deed, row, { version, materials, words })
}

/** The notice itself, whoever found what is missing. */
export async function tellMissing(deed: Deed, row: ApplicationRow, { version, materials, words }: Missing & { version?: number | undefined }): Promise<Matter> {
  const matter = await advance(deed, row.id, 'ask_missing', { ...at(version), note: [materials.join('、'), words].filter((one) => one !== '').join('；') })
  await application(deed.tx).updateTable('application.application').set({ missing: JSON.stringify({ materials, words }) as never }).where('id', '=', row.id).execute()
  await leaf(deed, row, 'asked_missing', { materials, words })
  await writeLetter(deed, row, 'missing', { words, until: await dayOf(deed, matter.stateDueAt) }, materials)
  return matter
}

/** What a department reported is asked for before anything is accepted: afterwards nobody may ask. */
async function requireNothingReported(deed: Deed, row: ApplicationRow): Promise<void> {
  const reported = await reportedMissing(deed, row)
  if (reported.length > 0) throw conflict('application.joint_missing', { units: reported.map(({ unit }) => unit) })
}

/** Does not accept, with the reason that law allows. 不予受理 */
export async function declineApplication(deed: Deed, id: string, { version, reason, words }: DeclineApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  const matter = await advance(deed, id, 'decline', { ...at(version), reason, note: words })
  await leaf(deed, row, 'declined', { reason, words })
  await writeLetter(deed, row, 'declined', { reason, words })
  return matter
}

/** A hearing, an inspection, an appraisal: its days do not count, and the applicant is told in writing. 中止计时 */
export async function pauseApplication(deed: Deed, id: string, { version, reason, words, until }: PauseApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  const { zone } = await cityOf(deed)
  const matter = await advance(deed, id, 'pause', { ...at(version), reason, note: words, until: instantOf(until, '23:59', zone) })
  await leaf(deed, row, 'paused', { reason, words, until })
  await writeLetter(deed, row, 'paused', { reason, words, until })
  return matter
}

export async function resumeApplication(deed: Deed, id: string, { version }: StepOnly): Promise<Matter> {
  await requireOfUnit(deed, id)
  return advance(deed, id, 'resume', at(version))
}

/** Lengthens the decision once, by what law gives the item and by whoever heads the unit. 延长期限 */
export async function extendApplication(deed: Deed, id: string, { version, reason }: ExtendApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  const { extend } = await clocksAt(deed, row)
  if (extend === null || extend === 'at_once') throw conflict('application.no_extension')
  const matter = await advance(deed, id, 'extend', { ...at(version), reason, extension: { amount: extend.amount, unit: extend.unit } })
  await leaf(deed, row, 'extended', { reason, amount: extend.amount, unit: extend.unit })
  await writeLetter(deed, row, 'extended', { reason, due: await dayOf(deed, matter.stateDueAt) })
  return matter
}

/** What was still to come is here. 补齐容缺材料 */
export async function bringLacking(deed: Deed, row: ApplicationRow, version?: number): Promise<Matter> {
  if (row.lacking === null) throw conflict('application.nothing_lacking')
  const matter = await advance(deed, row.id, 'bring_lacking', { ...at(version), facts: { lacking: false } })
  await application(deed.tx).updateTable('application.application').set({ lacking: null }).where('id', '=', row.id).execute()
  return decideWhenAll(deed, { ...row, lacking: null }, matter)
}
