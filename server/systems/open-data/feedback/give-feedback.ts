import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { findUnits } from '#primitives/party'
import { tell } from '#primitives/notice'
import { detectText } from '#systems/exchange'
import type { AnswerFeedback, FeedbackPage, GiveFeedback } from '../contract.ts'
import { requirePublished } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'

/** What everybody will read holds nobody's number, name or address. */
export function requireNothingPersonal(...texts: readonly string[]): void {
  if (texts.some((text) => detectText(text).some(({ kind, confidence }) => kind !== 'credit_code' && confidence >= 0.7))) throw invalid('open_data.words_personal')
}

/** Somebody rates a dataset or says what is wrong with it; its unit is told. Twice under one id is once, and everybody rates a version once. 提交反馈 */
export async function giveFeedback(deed: Deed, name: string, { id, rating, words }: GiveFeedback): Promise<void> {
  requireNothingPersonal(words)
  const { dataset, version } = await requirePublished(deed, name)
  if (rating !== undefined) {
    await openData(deed.tx).selectFrom('open_data.dataset').select('id').where('id', '=', dataset.id).forUpdate().execute() // of two at once the second finds the first
    const rated = await openData(deed.tx).selectFrom('open_data.feedback').select('id').where('dataset_id', '=', dataset.id).where('person_id', '=', deed.actor.id).where('version', '=', version.number).where('rating', 'is not', null).where('id', '<>', id).executeTakeFirst()
    if (rated) throw conflict('open_data.rated_already')
  }
  const made = await openData(deed.tx).insertInto('open_data.feedback').values({
    id, dataset_id: dataset.id, unit_id: dataset.unit_id, version: version.number!, rating: rating ?? null, words, person_id: deed.actor.id, given_at: deed.now, outcome: null, answer: null, answered_at: null,
  }).onConflict((old) => old.column('id').doNothing()).executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return
  if (rating !== undefined) await openData(deed.tx).updateTable('open_data.dataset').set((to) => ({ ratings: to('ratings', '+', 1), rating_sum: to('rating_sum', '+', rating) })).where('id', '=', dataset.id).execute()
  await record(deed, 'open_data.feedback_given', dataset.id, { feedback: id })
  await tell(deed, { to: { unit: dataset.unit_id }, template: 'open_data.feedback.arrived', facts: { title: dataset.title }, link: `/desk/data-feedback?id=${id}` })
}

/** The unit answers, and question and answer are public from then on. 答复反馈 */
export async function answerFeedback(deed: Deed, id: string, { outcome, answer }: AnswerFeedback): Promise<void> {
  requireNothingPersonal(answer)
  const row = await openData(deed.tx).selectFrom('open_data.feedback').selectAll().where('id', '=', id).where('unit_id', '=', deed.actor.departmentId ?? '').forUpdate().executeTakeFirst()
  if (!row) throw notFound('open_data.feedback_unknown')
  if (row.answered_at !== null) throw conflict('open_data.answered_already')
  await openData(deed.tx).updateTable('open_data.feedback').set({ outcome, answer, answered_at: deed.now }).where('id', '=', id).execute()
  await record(deed, 'open_data.feedback_answered', row.dataset_id, { feedback: id })
  await tell(deed, { to: { party: row.person_id }, template: 'open_data.feedback.answered', facts: {}, link: '/data' })
}

type Asked = Readonly<{ limit?: number; after?: string; datasetId?: string; unitId?: string; open?: boolean }>

/** The newest first. Who may see which is row-level security: everybody what is answered, its giver and its unit all of it. 反馈列表 */
export async function findFeedback(deed: Deed, { limit = 50, after, datasetId, unitId, open }: Asked): Promise<FeedbackPage> {
  let query = openData(deed.tx).selectFrom('open_data.feedback as f').innerJoin('open_data.dataset as d', 'd.id', 'f.dataset_id').selectAll('f').select(['d.name', 'd.title']).orderBy('f.id', 'desc').limit(limit + 1)
  if (datasetId !== undefined) query = query.where('f.dataset_id', '=', datasetId)
  if (unitId !== undefined) query = query.where('f.unit_id', '=', unitId)
  if (open !== undefined) query = query.where('f.answered_at', open ? 'is' : 'is not', null)
  if (after !== undefined) query = query.where('f.id', '<', after)
  const rows = await query.execute()
  const units = await findUnits(deed, rows.map(({ unit_id }) => unit_id))
  return {
    items: rows.slice(0, limit).map((row) => ({
      id: row.id, dataset: { name: row.name, title: row.title }, version: row.version, rating: row.rating, words: row.words, givenAt: row.given_at.toISOString(), outcome: row.outcome, answer: row.answer, unit: { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id },
      answeredAt: row.answered_at?.toISOString() ?? null,
    })), next: rows.length > limit ? rows[limit - 1]!.id : null,
  }
}
