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
import { keepFound } from './found-values.ts'
import { issueResults } from './issue-results.ts'
import { judged, type Judged } from './judged.ts'
import { partsOf, unitNames } from './joint-parts.ts'

type Approval = Readonly<{ letter: LetterKind; list: readonly string[]; values: Values; automatic: boolean; clauses: readonly Clause[] | null }>

/** Approves: a clause that is not met stands against it, one that is unknown needs the reviewer's own words, and every department of a joint review agrees. 准予 */
export async function approveApplication(deed: Deed, id: string, { version, words = '', found }: ApproveApplication): Promise<Matter> {
  const known = await requireOfUnit(deed, id)
  const seen = await judged(deed, known)
  requireMet(seen, words)
  const refusing = await disagreements(deed, known)
  if (refusing.length > 0) throw conflict('application.joint_refuses', { units: refusing.map(({ unit }) => unit) })
  const matter = await advance(deed, id, 'approve', { ...(version === undefined ? {} : { version }), ...(words.trim() === '' ? {} : { note: words }) })
  const row = await keepFound(deed, known, await itemOfVersion(deed, known.item_code, known.item_version), { values: seen.values, found })
  return finishApproval(deed, row, matter, { letter: 'approved', list: await agreements(deed, row, seen.clauses), values: seen.values, automatic: false, clauses: seen.clauses })
}

export function requireMet({ clauses }: Pick<Judged, 'clauses'>, words: string): void {
  const missing = clauses?.filter(({ outcome }) => outcome === 'missing') ?? []
  if (missing.length > 0) throw conflict('application.condition_not_met', { clauses: missing.map(({ name }) => name) })
  const unknown = clauses?.filter(({ outcome }) => outcome === 'unknown') ?? []
  if (unknown.length > 0 && words.trim() === '') throw invalid('application.say_how_known', { clauses: unknown.map(({ name }) => name) })
}

/** What an approval rests on: the conditions that are met, and who agreed to which part. */
export async function agreements(deed: Deed, row: ApplicationRow, clauses: readonly Clause[] | null): Promise<string[]> {
  const parts = (await partsOf(deed, row.id)).filter(({ unit_id: unit, agrees }) => unit !== row.unit_id && agrees === true)
  const named = await unitNames(deed, parts)
  return [...(clauses ?? []).filter(({ outcome }) => outcome === 'met').map(({ name }) => name), ...parts.map(({ part, unit_id: unit }) => `${part!}：${named(unit)}同意`)]
}

/** Departments of a joint review that do not agree: each stands against the whole, with its reason. 不同意的部门 */
export async function disagreements(deed: Deed, row: ApplicationRow): Promise<readonly Readonly<{ code: string; unit: string; text: string }>[]> {
  const against = (await partsOf(deed, row.id)).filter(({ unit_id: unit, agrees }) => unit !== row.unit_id && agrees === false)
  const named = await unitNames(deed, against)
  return against.map(({ unit_id: unit, part, words }) => ({ code: `unit.${unit}`, unit: named(unit), text: `${part!}：${named(unit)}不同意，${words!}` }))
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
  await record(deed, 'application.application.approved', row.id, { application: row.id, number: row.number, item: row.item_code, [row.subject_kind]: row.person_id, unit: row.unit_id, licences, automatic })
  if (!(await issueResults(deed, row, item, values))) return matter
  return advance({ ...deed, subject: null, actor: jobActor('application.deliver_letter') }, row.id, 'deliver', { note: licences.length > 0 ? '电子证照已放进卡包，决定书在办件里' : '决定书已放进办件，凭办件号也可以到窗口领取' })
}

/** Refuses, and says by which conditions and with which department's reason; the letter names what one may do against it. 不予批准 */
export async function refuseApplication(deed: Deed, id: string, { version, grounds, words }: RefuseApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  const { grounds: known, clauses } = await judged(deed, row)
  const refusing = await disagreements(deed, row)
  const cited = citedGrounds([...known, ...refusing], grounds)
  const texts = [...cited, ...refusing.map(({ text }) => text).filter((text) => !cited.includes(text))]
  const matter = await advance(deed, id, 'refuse', { ...(version === undefined ? {} : { version }), reason: texts.join('；'), note: words })
  await finishRefusal(deed, row, { texts, words, grounds, clauses })
  return matter
}

export function citedGrounds(known: Judged['grounds'], grounds: readonly string[]): string[] {
  const stray = grounds.find((code) => !known.some((one) => one.code === code))
  if (stray !== undefined || grounds.length === 0) throw invalid('application.not_a_ground', { ground: stray ?? '—' })
  return grounds.map((code) => known.find((one) => one.code === code)!.text)
}

type Refusing = Readonly<{ texts: readonly string[]; words: string; grounds: readonly string[]; clauses: readonly Clause[] | null }>
/** Leaf, letter and event of a refusal. */
export async function finishRefusal(deed: Deed, row: ApplicationRow, { texts, words, grounds, clauses }: Refusing): Promise<void> {
  await appendLeaf(deed, { kind: 'application.refused', subjects: [row.person_id], payload: { application: row.id, number: row.number, item: row.item_code, unit: row.unit_id, grounds, words, clauses: (clauses ?? []).map(({ clause, outcome }) => ({ clause, outcome })) } })
  await writeLetter(deed, row, 'refused', { words }, texts)
  await record(deed, 'application.application.refused', row.id, { item: row.item_code, unit: row.unit_id })
}

/** The document is with the person: handed over, posted or in the wallet. 送达 */
export async function deliverApplication(deed: Deed, id: string, { version, how, words }: DeliverApplication): Promise<Matter> {
  const row = await requireOfUnit(deed, id, { handsOut: true })
  const matter = await advance(deed, id, 'deliver', { ...(version === undefined ? {} : { version }), note: words })
  await appendLeaf(deed, { kind: 'application.delivered', subjects: [row.person_id], payload: { application: id, number: row.number, how } })
  return matter
}
