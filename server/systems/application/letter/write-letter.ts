import { createHash, randomUUIDv7 } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import { cityDay, cityTime } from '#base/clock'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { findUnit, requireUnit, type Unit } from '#primitives/party'
import { cityOf, findDivision } from '#primitives/place'
import { itemOfVersion, remediesOf } from '#systems/service-item'
import { decidedElsewhere } from '../department/department-settings.ts'
import { openApplicant } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import { applicationSettings, type LetterKind } from '../letter-settings.ts'
import { tellApplicant } from '../proxy/tell-applicant.ts'
import { application } from '../tables.ts'

/** What a letter says, as it was when it was written. 文书内容 */
export type LetterContent = Readonly<{
  kind: LetterKind; number: string; title: string; english: string; unit: string; city: string; to: string; item: string; application: string; writtenOn: string; paragraphs: readonly string[]; list: readonly string[]
  remedies: readonly Readonly<{ name: string; text: string; body: string; source: string }>[]; source: string
}>
export type LetterFacts = Readonly<Record<string, string>>

/** Writes a letter to the applicant in the transaction of what it tells, with its hash on the ledger; the PDF is drawn right after. 出具文书 */
export async function writeLetter(deed: Deed, row: ApplicationRow, kind: LetterKind, facts: LetterFacts = {}, list: readonly string[] = []): Promise<string> {
  const settings = await applicationSettings(deed)
  const words = settings.letters[kind]
  const unit = await requireUnit(deed, row.unit_id)
  const { zone, name: city } = await cityOf(deed)
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  const told = await application(deed.tx).selectFrom('application.letter').select('id').where('application_id', '=', row.id).execute()
  const number = `${row.number}-${String(told.length + 1).padStart(2, '0')}`
  const said: LetterFacts = { item: item.name, unit: unit.name, number: row.number, day: cityDay(deed.now, zone), time: cityTime(deed.now, zone), ...facts }
  const content: LetterContent = {
    kind, number, title: words.title, english: words.english, unit: unit.name, city, to: openApplicant(row).name, item: item.name, application: row.number, writtenOn: said.day!, paragraphs: words.text.map((line) => filledIn(line, said)), list,
    remedies: words.remedies ? await remediesAgainst(deed, unit, item) : [], source: words.source,
  }
  const id = randomUUIDv7()
  const text = canonicalJson(content)
  const hash = createHash('sha256').update(text).digest()
  await application(deed.tx).insertInto('application.letter').values({ id, application_id: row.id, kind, number, written_at: deed.now, unit_id: row.unit_id, content: keys().seal('application.letter', text), content_hash: hash, document_hash: null, file_id: null, read_at: null }).execute()
  await application(deed.tx).insertInto('application.letter_owed').values({ id, application_id: row.id, since: deed.now }).execute()
  await application(deed.tx).deleteFrom('application.letter_owed').where('id', '=', row.id).execute() // what was found to be missing is here
  await appendLeaf(deed, { kind: 'application.letter_written', subjects: [row.person_id], payload: { application: row.id, number, letter: kind, unit: row.unit_id, sha256: hash.toString('hex') } })
  await record(deed, 'application.letter.written', id, { application: row.id, kind, unit: row.unit_id })
  await tellApplicant(deed, row, `application.notice.${kind}`, { item: item.name, number: row.number, unit: unit.name, ...pick(facts, ['until', 'due']) })
  return id
}

export const openLetter = ({ content }: { content: Buffer }): LetterContent => JSON.parse(keys().open('application.letter', content).toString()) as LetterContent

const filledIn = (line: string, facts: LetterFacts): string => line.replaceAll(/\{(\w+)\}/g, (_, key: string) => facts[key] ?? '')
const pick = (facts: LetterFacts, names: readonly string[]): LetterFacts => Object.fromEntries(names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])))

/** Against a decision: each way with its days, and to whom: the government of the unit, the court of its place. 救济途径 */
async function remediesAgainst(deed: Deed, unit: Unit, item: Parameters<typeof remediesOf>[1]): Promise<LetterContent['remedies']> {
  const { reconsideration, court } = { ...(await applicationSettings(deed)), ...(await decidedElsewhere(deed, item.code))?.system } // where the department's own system decides, its authority may stand under another
  const above = unit.parentId === null ? null : await findUnit(deed, unit.parentId)
  const place = await findDivision(deed, unit.divisionCode)
  const { name: city } = await cityOf(deed)
  const facts = { government: above?.name ?? unit.name, unit: unit.name, city, division: unit.level === 'city' ? '' : (place?.name ?? '') }
  return (await remediesOf(deed, item)).map(({ code, name, text, source }) => ({ name, text, source, body: code === 'reconsider' ? filledIn(reconsideration, facts) : code === 'sue' ? filledIn(court, facts) : unit.name }))
}
