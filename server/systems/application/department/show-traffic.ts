import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { Form } from '#base/form'
import { copyOf, fileFor, type StoredCopy } from '#primitives/file'
import { maskNumber, maskPhone } from '#primitives/party'
import { formOfItem } from '#systems/service-item'
import type { Application, DepartmentTraffic } from '../contract.ts'
import { isOwn, requireApplication, requireAtDesk, type ApplicationRow } from '../find-application.ts'
import { application, type ApplicationTables } from '../tables.ts'
import { openContent, type InContent, type OutContent } from './message-content.ts'
import { ourField, shownFields } from './department-fields.ts'
import { decidedElsewhere, stepOf, type DepartmentItem, type DepartmentSystemSaid } from './department-settings.ts'
import { returnable } from './mend-push.ts'
import { caseOf } from './push-on.ts'

type Held = Pick<ApplicationTables['application.department_message'], 'id' | 'direction' | 'what' | 'sequence' | 'at' | 'outcome' | 'reason'> & { content: Buffer }
type Message = Omit<DepartmentTraffic['messages'][number], 'step'>
const clear = (words: string): string => words.replaceAll(/[1-9][0-9]{16}[0-9Xx]/g, maskNumber).replaceAll(/(?<![0-9])1[0-9]{10}(?![0-9])/g, maskPhone)

/** What was said to that system and by it, newest first, with people's values masked. 往来消息 */
export async function showTraffic(deed: Deed, id: string): Promise<DepartmentTraffic> {
  const row = await requireAtDesk(deed, id)
  const [held, known] = [await caseOf(deed, id), await decidedElsewhere(deed, row.item_code)]
  if (!held || !known) throw notFound('application.decided_here')
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const messages = await application(deed.tx).selectFrom('application.department_message as m').innerJoin('application.department_content as c', 'c.message_id', 'm.id').select(['m.id', 'm.direction', 'm.what', 'm.sequence', 'm.at', 'm.outcome', 'm.reason', 'c.content'])
    .where('m.application_id', '=', id).orderBy('m.id', 'desc').limit(200).execute()
  const { system, mapping } = known
  return {
    system: { code: system.code, name: system.name }, english: system.english, state: held.state, version: held.version, tries: held.tries, dueSince: held.due_since.toISOString(), nextAt: held.next_at?.toISOString() ?? null, failure: held.failure, receipt: held.receipt,
    heardAt: held.heard_at?.toISOString() ?? null, promisedAt: held.promised_at?.toISOString() ?? null, returnable: await returnable(deed, row, held), messages: messages.map((one) => ({ ...shown(one, form, mapping), step: one.direction === 'in' ? stepOf(system, one.what) : null })),
  }
}

function shown(one: Held, form: Form, mapping: DepartmentItem): Message {
  const labelled = (as: string) => { const field = ourField(form, mapping, as); return { as, label: field?.label ?? as, english: field?.english ?? as } }
  const about = { id: one.id, direction: one.direction, what: one.what, sequence: one.sequence, at: one.at.toISOString(), outcome: one.outcome }
  if (one.direction === 'out') {
    const { pushed: { values, papers }, reason, faults = [] } = openContent<OutContent>(one)
    return { ...about, reason: reason === undefined ? null : clear(reason), words: [], fields: shownFields(form, mapping, values), papers: papers.map(({ name, sha256 }) => ({ ...labelled(name), sha256 })), faults: faults.map(({ field, reason: why }) => ({ ...labelled(field), reason: clear(why) })) }
  }
  const { words, reasons = [], missing = [], until, result } = openContent<InContent>(one)
  const said = [words ?? '', ...reasons, ...missing.map(({ field, words: why }) => `${labelled(field).label}：${why}`), until ?? '', ...(result ? [result.number, [result.from ?? result.issuedOn, result.until ?? ''].filter((day) => day !== '').join(' — ')] : [])]
  return { ...about, reason: one.reason, words: said.filter((text) => text !== '').map(clear), fields: [], papers: [], faults: [] }
}

/** Where an application is decided, and what came of it, for whoever applied. */
export async function elsewhereOf(deed: Deed, row: ApplicationRow): Promise<Application['elsewhere']> {
  const held = row.submitted_at === null ? undefined : await caseOf(deed, row.id)
  const known = held && (await decidedElsewhere(deed, row.item_code))
  if (!held || !known) return null
  const { result } = held.result_id === null ? {} : openContent<InContent>(await application(deed.tx).selectFrom('application.department_content').select('content').where('message_id', '=', held.result_id).executeTakeFirstOrThrow())
  return { system: known.system.name, english: known.system.english, result: result === undefined ? null : { number: result.number, issuedOn: result.issuedOn, from: result.from ?? null, until: result.until ?? null, document: held.file_id !== null } }
}

export async function deskElsewhere(deed: Deed, row: ApplicationRow): Promise<{ system: { code: string; name: string }; english: string; decided: DepartmentSystemSaid['decided'] } | null> {
  const known = (await caseOf(deed, row.id)) && (await decidedElsewhere(deed, row.item_code))
  return known ? { system: { code: known.system.code, name: known.system.name }, english: known.system.english, decided: known.system.decided } : null
}

/** The result's document as that system gave it. 结果文件 */
export async function resultDocument(deed: Deed, id: string): Promise<{ copy: StoredCopy; number: string }> {
  const row = await requireApplication(deed, id)
  if (!isOwn(deed, row)) throw notFound('application.unknown')
  const held = await caseOf(deed, id)
  if (!held?.file_id) throw notFound('application.no_result')
  return { copy: copyOf(await fileFor(deed, held.file_id), 'work'), number: row.number }
}
