import type { Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { advance, openMatter, requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { postsAt } from '#primitives/party'
import { isBad, KIND } from './case-actions.ts'
import { blurredId } from './case/case-reference.ts'
import type { GiveRating } from './contract.ts'
import { isRaters, openWords, sealWords, type RatingRow } from './find-rating.ts'
import { worksThere } from './invite-to-rate.ts'
import { ratingSettings, reasonsFor } from './rating-settings.ts'
import { rating, type RatingTables } from './tables.ts'

export type CaseRow = Selectable<RatingTables['rating.case']>

/** What the person does moves the case as the platform: neither its trace nor its events say who. */
export const asPlatform = (deed: Deed): Deed => ({ ...deed, actor: jobActor('rating.follow') })

/** Gives a rating, or changes it until the call-back begins; a bad one opens a case that somebody outside the unit follows up. 评价 */
export async function giveRating(deed: Deed, row: RatingRow, { level, reasons, words = '' }: GiveRating): Promise<void> {
  if (!isRaters(deed, row)) throw conflict('rating.rated_by_other')
  if (deed.now >= row.open_until) throw conflict('rating.over')
  if (deed.actor.kind !== 'anonymous' && (await worksThere(deed, deed.actor.id, row.unit_id))) throw forbidden('rating.own_unit')
  const offered = reasonsFor(await ratingSettings(deed), row.channel).filter(({ bad }) => bad === isBad(level))
  const stray = reasons.find((code) => !offered.some((one) => one.code === code))
  if (stray !== undefined) throw invalid('rating.no_such_reason', { reason: stray })
  const ticked = [...new Set(reasons)]
  const text = words.trim()
  if (row.level === level && row.reasons.join() === ticked.join() && (row.words === null ? '' : openWords(row.words)) === text) return // a second tap
  await setLevel(deed, row, { level, reasons: ticked })
  await rating(deed.tx).updateTable('rating.rating').set({
    level, reasons: ticked, words: text === '' ? null : sealWords(text), rated_at: deed.now, rated_by: deed.actor.kind === 'anonymous' ? null : deed.actor.id, withdrawn_at: null,
  }).where('id', '=', row.id).execute()
  await record(asPlatform(deed), 'rating.rating.given', row.id, {})
}

/** Takes a rating back, until the call-back begins; within the time it may be given anew. 撤回评价 */
export async function withdrawRating(deed: Deed, row: RatingRow): Promise<void> {
  if (row.level === null) return
  if (!isRaters(deed, row)) throw conflict('rating.rated_by_other')
  await setLevel(deed, row, null)
  await rating(deed.tx).updateTable('rating.rating').set({ level: null, reasons: [], words: null, rated_at: null, rated_by: null, withdrawn_at: deed.now }).where('id', '=', row.id).execute()
  await record(asPlatform(deed), 'rating.rating.withdrawn', row.id, {})
}

/** Opens, changes or ends the case that goes with a level. The rating is locked before its matter, as where the call-back begins. */
async function setLevel(deed: Deed, row: RatingRow, to: Readonly<{ level: number; reasons: string[] }> | null): Promise<void> {
  const known = await lastCase(deed, row.id)
  const matter = known && (await requireMatter(deed, known.id))
  const settled = matter && !['waiting', 'changed', 'withdrawn'].includes(matter.state)
  if (settled) throw conflict('rating.call_began')
  const open = matter?.state === 'waiting' ? matter : null
  if (to === null || !isBad(to.level)) return open ? void (await advance(asPlatform(deed), open.id, to === null ? 'withdraw' : 'change')) : undefined
  if (open) return void (await rating(deed.tx).updateTable('rating.case').set({ level: to.level, reasons: to.reasons }).where('id', '=', open.id).execute())
  await openCase(deed, row, to)
}

async function openCase(deed: Deed, row: RatingRow, { level, reasons }: { level: number; reasons: string[] }): Promise<void> {
  const id = blurredId()
  const { number } = await openMatter(asPlatform(deed), { id, kind: KIND, divisionPath: row.division_path, holder: { level: 'city', path: '' }, publicity: 'closed', link: false })
  await rating(deed.tx).insertInto('rating.case').values({
    id, rating_id: row.id, unit_id: row.unit_id, division_path: row.division_path, source: row.source, item_code: row.item_code, item_name: row.item_name, level, reasons, opened_at: deed.now,
    facts: null, passed_on_at: null, item_shown: false, answer: null, answered_at: null, answered_in_time: null, late_at: null, again_level: null,
  }).execute()
  await tellOutside(deed, row.unit_id, 'rating.notice.to_call', number, id)
}

export const lastCase = (deed: Deed, ratingId: string): Promise<CaseRow | undefined> => rating(deed.tx).selectFrom('rating.case').selectAll().where('rating_id', '=', ratingId).orderBy('id', 'desc').limit(1).executeTakeFirst()

/** Tells those who follow up, but not where they belong to the rated unit. */
export async function tellOutside(deed: Deed, unitId: string, template: string, number: string, id: string, roles: readonly string[] = ['rating_callback']): Promise<void> {
  const outside = async (role: string) => (await postsAt(deed, '', role)).filter(({ departmentId }) => departmentId !== unitId)
  let posts = (await Promise.all(roles.map(outside))).flat()
  if (posts.length === 0) posts = await outside('rating_supervisor') // the hotline's own call-back post does not call for the hotline
  for (const post of posts) await tell(deed, { to: { post: post.id }, template, facts: { number }, link: `/desk/ratings?id=${id}` })
}
