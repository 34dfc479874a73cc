import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { tell } from '#primitives/notice'
import type { ShowcasePage, ShowcaseQuery, SubmitShowcase } from '../contract.ts'
import { requirePublished } from '../dataset/require-dataset.ts'
import { requireNothingPersonal } from '../feedback/give-feedback.ts'
import { openSettings } from '../open-settings.ts'
import { openData } from '../tables.ts'

/** Somebody shows what they made of open data; the city's data post looks at it first. 提交应用成果 */
export async function submitShowcase(deed: Deed, { id, title, summary, url, maker, datasets }: SubmitShowcase): Promise<void> {
  requireNothingPersonal(title, summary)
  const used: string[] = []
  for (const name of new Set(datasets)) used.push((await requirePublished(deed, name)).dataset.id)
  const made = await openData(deed.tx).insertInto('open_data.showcase').values({ id, title, summary, url, maker, datasets: used, person_id: deed.actor.id, submitted_at: deed.now, shown: null, reason: null, reviewed_at: null, reviewed_by: null }).onConflict((old) => old.column('id').doNothing()).executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return
  await record(deed, 'open_data.showcase_submitted', id, {})
  await tell(deed, { to: { unit: (await openSettings(deed)).request_unit }, template: 'open_data.showcase.arrived', facts: { title }, link: '/desk/data-showcase' })
}

/** It is shown to everybody, or refused with a reason that its maker reads. 审核应用成果 */
export async function reviewShowcase(deed: Deed, id: string, { show, reason = null }: { show: boolean; reason?: string | null }): Promise<void> {
  if (!show && reason === null) throw invalid('open_data.reason_needed')
  const row = await openData(deed.tx).selectFrom('open_data.showcase').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('open_data.showcase_unknown')
  if (row.reviewed_at !== null && row.shown === show) throw conflict('open_data.reviewed_already')
  await openData(deed.tx).updateTable('open_data.showcase').set({ shown: show, reason: show ? null : reason, reviewed_at: deed.now, reviewed_by: `${deed.actor.kind}:${deed.actor.id}` }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'open_data.showcase_reviewed', subjects: [row.person_id], payload: { showcase: id, show, reason } })
  await tell(deed, { to: { party: row.person_id }, template: show ? 'open_data.showcase.shown' : 'open_data.showcase.refused', facts: { title: row.title }, link: '/data-showcase?view=mine' })
}

/** What is shown; one's own with their state; or what waits for a look. 应用成果 */
export async function findShowcases(deed: Deed, { view = 'shown', limit = 50, after }: ShowcaseQuery): Promise<ShowcasePage> {
  if (view === 'waiting' && !may(deed.actor, 'open_data.showcase.review')) throw forbidden('base.not_allowed')
  let query = openData(deed.tx).selectFrom('open_data.showcase').selectAll().orderBy('id', 'desc').limit(limit + 1)
  if (view === 'shown') query = query.where('shown', '=', true)
  else if (view === 'mine') query = query.where(sql<boolean>`person_id::text = ${deed.actor.id}`)
  else query = query.where('reviewed_at', 'is', null)
  if (after !== undefined) query = query.where('id', '<', after)
  const rows = await query.execute()
  const ids = rows.flatMap(({ datasets }) => datasets)
  const named = new Map((ids.length === 0 ? [] : await openData(deed.tx).selectFrom('open_data.dataset').select(['id', 'name', 'title']).where('id', 'in', ids).execute()).map((one) => [one.id, { name: one.name, title: one.title }]))
  return {
    items: rows.slice(0, limit).map((row) => ({
      id: row.id, title: row.title, summary: row.summary, url: row.url, maker: row.maker, datasets: row.datasets.flatMap((id) => named.get(id) ?? []), submittedAt: row.submitted_at.toISOString(), state: row.shown === null ? 'waiting' as const : row.shown ? 'shown' as const : 'refused' as const, reason: row.reason,
    })), next: rows.length > limit ? rows[limit - 1]!.id : null,
  }
}
