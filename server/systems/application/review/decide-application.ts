import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import type { Values } from '#base/form'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { itemOfVersion } from '#systems/service-item'
import type { ApproveApplication, DeliverApplication, RefuseApplication } from '../contract.ts'
import { requireOfUnit, type ApplicationRow } from '../find-application.ts'
import type { Clause } from '../judge-eligibility.ts'
import { writeLetter } from '../letter/write-letter.ts'
import type { LetterKind } from '../letter-settings.ts'
import { issueResults } from './issue-results.ts'
import { judged } from './judged.ts'

type Approval = Readonly<{ letter: LetterKind; list: readonly string[]; values: Values; automatic: boolean; clauses: readonly Clause[] | null }>

/** Approves: a clause that is not met stands against it, one that is unknown needs the reviewer's own words. 准予 */
export async function approveApplication(deed: Deed, id: string, { version, words = '' }: ApproveApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  const { clauses, values } = await judged(deed, row)
  const missing = clauses?.filter(({ outcome }) => outcome === 'missing') ?? []
  if (missing.length > 0) throw conflict('application.condition_not_met', { clauses: missing.map(({ name }) => name) })
  const unknown = clauses?.filter(({ outcome }) => outcome === 'unknown') ?? []
  if (unknown.length > 0 && words.trim() === '') throw invalid('application.say_how_known', { clauses: unknown.map(({ name }) => name) })
  const matter = await advance(deed, id, 'approve', { ...(version === undefined ? {} : { version }), ...(words.trim() === '' ? {} : { note: words }) })
  return finishApproval(deed, row, matter, { letter: 'approved', list: (clauses ?? []).filter(({ outcome }) => outcome === 'met').map(({ name }) => name), values, automatic: false, clauses })
}

/** Leaf, letter and event of an approval; what needs no document beside the letter is delivered with it. */
export async function finishApproval(deed: Deed, row: ApplicationRow, matter: Matter, { letter, list, values, automatic, clauses }: Approval): Promise<Matter> {
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  const licences = (item.results ?? []).flatMap(({ licence }) => licence ?? [])
  await appendLeaf(deed, {
    kind: 'application.approved', subjects: [row.person_id],
    payload: { application: row.id, number: row.number, item: row.item_code, itemVersion: row.item_version, unit: row.unit_id, automatic, clauses: (clauses ?? []).map(({ clause, outcome, rule, version, row: at }) => ({ clause, outcome, rule, version, row: at })) },
  })
  await writeLetter(deed, row, letter, {}, list)
  await record(deed, 'application.application.approved', row.id, { application: row.id, number: row.number, item: row.item_code, person: row.person_id, unit: row.unit_id, licences, automatic })
  if (!(await issueResults(deed, row, item, values))) return matter
  return advance({ ...deed, actor: jobActor('application.deliver_letter') }, row.id, 'deliver', { note: licences.length > 0 ? '电子证照已放进卡包，决定书在办件里' : '决定书已放进办件，凭办件号也可以到窗口领取' })
}

/** Refuses, and says by which conditions; the letter names what one may do against it. 不予批准 */
export async function refuseApplication(deed: Deed, id: string, { version, grounds, words }: RefuseApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  const { grounds: known, clauses } = await judged(deed, row)
  const cited = grounds.map((code) => known.find((one) => one.code === code) ?? code)
  const stray = cited.find((one) => typeof one === 'string')
  if (stray !== undefined) throw invalid('application.not_a_ground', { ground: stray as string })
  const texts = (cited as { text: string }[]).map(({ text }) => text)
  const matter = await advance(deed, id, 'refuse', { ...(version === undefined ? {} : { version }), reason: texts.join('；'), note: words })
  await appendLeaf(deed, { kind: 'application.refused', subjects: [row.person_id], payload: { application: id, number: row.number, item: row.item_code, unit: row.unit_id, grounds, words, clauses: (clauses ?? []).map(({ clause, outcome }) => ({ clause, outcome })) } })
  await writeLetter(deed, row, 'refused', { words }, texts)
  await record(deed, 'application.application.refused', id, { item: row.item_code, unit: row.unit_id })
  return matter
}

/** The document is with the person: handed over, posted or in the wallet. 送达 */
export async function deliverApplication(deed: Deed, id: string, { version, how, words }: DeliverApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  const matter = await advance(deed, id, 'deliver', { ...(version === undefined ? {} : { version }), note: words })
  await appendLeaf(deed, { kind: 'application.delivered', subjects: [row.person_id], payload: { application: id, number: row.number, how } })
  return matter
}
