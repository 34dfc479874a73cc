import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { jobActor } from '#base/jobs'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { itemOfVersion } from '#systems/service-item'
import type { AnswerOwn } from '../contract.ts'
import { requireOfUnit, type ApplicationRow } from '../find-application.ts'
import { application } from '../tables.ts'
import { agreements, citedGrounds, disagreements, finishApproval, finishRefusal, requireMet } from './decide-application.ts'
import { keepFound } from './found-values.ts'
import { judged } from './judged.ts'
import { partsOf } from './joint-parts.ts'

/** The leading unit's own decision while other departments still review theirs: nobody waits for another. 牵头单位意见 */
export async function answerOwn(deed: Deed, id: string, { version, agrees, words, grounds = [], found }: AnswerOwn): Promise<Matter> {
  const known = await requireOfUnit(deed, id)
  const parts = await partsOf(deed, id)
  if (!parts.some(({ answered_at: answered }) => answered === null)) throw conflict('application.nobody_to_wait_for')
  if (parts.some(({ unit_id: unit }) => unit === known.unit_id)) throw conflict('application.answered_already')
  const seen = await judged(deed, known)
  const item = await itemOfVersion(deed, known.item_code, known.item_version)
  if (agrees) requireMet(seen, words)
  const row = agrees ? await keepFound(deed, known, item, { values: seen.values, found }) : known
  const texts = agrees ? [] : citedGrounds(seen.grounds, grounds)
  const matter = await advance(deed, id, 'answer_own', { ...(version === undefined ? {} : { version }), note: `${agrees ? '同意' : '不同意'}：${[...texts, words].join('；')}` })
  await application(deed.tx).insertInto('application.joint').values({ application_id: id, unit_id: row.unit_id, part: item.name, question: item.name, asked_at: deed.now, answered_at: deed.now, agrees, words, missing: null, grounds: JSON.stringify(texts) as never }).execute()
  await appendLeaf(deed, { kind: 'application.opinion_given', subjects: [row.person_id], payload: { application: id, number: row.number, unit: row.unit_id, agrees, words, grounds } })
  return decideWhenAll(deed, row, matter)
}

/** When the last department has answered, and the leading one too, the whole is decided: all agree, or it is refused with the reasons of each that does not. One answer to the applicant. 并联审批办结 */
export async function decideWhenAll(deed: Deed, row: ApplicationRow, matter: Matter): Promise<Matter> {
  if (matter.state !== 'reviewing' || row.lacking !== null) return matter
  const parts = await partsOf(deed, row.id)
  if (parts.length === 0 || parts.some(({ answered_at: answered }) => answered === null)) return matter
  const own = parts.find(({ unit_id: unit }) => unit === row.unit_id)
  if (!own) {
    await tell(deed, { to: { unit: row.unit_id }, template: 'application.notice.all_answered', facts: { number: row.number }, link: `/desk/applications?id=${row.id}` })
    return matter
  }
  const platform: Deed = { ...deed, actor: jobActor('application.decide_jointly') } // each decided on its part; the last of them need not be the leading unit
  const { clauses, values } = await judged(platform, row)
  const refusing = await disagreements(platform, row)
  if (own.agrees && refusing.length === 0) {
    const approved = await advance(platform, row.id, 'approve', { note: own.words! })
    return finishApproval(platform, row, approved, { letter: 'approved', list: await agreements(platform, row, clauses), values, automatic: false, clauses })
  }
  const texts = [...(own.grounds as string[]), ...refusing.map(({ text }) => text)]
  const refused = await advance(platform, row.id, 'refuse', { reason: texts.join('；'), note: own.words! })
  await finishRefusal(platform, row, { texts, words: own.agrees ? '' : own.words!, grounds: refusing.map(({ code }) => code), clauses })
  return refused
}
