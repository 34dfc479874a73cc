import type { Deed } from '#base/deed'
import { findMatters, matterTrace, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { OwnRating, OwnRatings } from './contract.ts'
import { isRaters, openWords, type RatingRow } from './find-rating.ts'
import type { CaseRow } from './give-rating.ts'
import { ratingSettings, reasonsFor } from './rating-settings.ts'
import { stepsOf } from './case/steps-of.ts'
import { rating } from './tables.ts'

/** One's own: what one may rate, what one rated, and how far that is; the newest first. 我的评价 */
export async function findOwnRatings(deed: Deed, { limit = 50, after }: { limit?: number; after?: string }): Promise<OwnRatings> {
  let query = rating(deed.tx).selectFrom('rating.rating').selectAll().where((is) => is.or([is('person_id', '=', deed.actor.id), is('agent_id', '=', deed.actor.id)])).orderBy('id', 'desc').limit(limit + 1)
  if (after !== undefined) query = query.where('id', '<', after)
  const rows = await query.execute()
  return { items: await ownRatings(deed, rows.slice(0, limit)), next: rows.length > limit ? rows[limit - 1]!.id : null }
}

/** One rating as whoever may give it reads it. 评价详情 */
export const showRating = async (deed: Deed, row: RatingRow): Promise<OwnRating> => (await ownRatings(deed, [row], true))[0]!

/** The same by a link: one that was printed says only whether it was used. */
export async function showLinked(deed: Deed, row: RatingRow): Promise<OwnRating> {
  const shown = await showRating(deed, row)
  return row.printed && row.rated_at !== null ? { ...shown, level: null, reasons: [], words: null, againLevel: null, may: { rate: false, withdraw: false, again: false }, case: null } : shown
}

async function ownRatings(deed: Deed, rows: readonly RatingRow[], whole = false): Promise<OwnRating[]> {
  if (rows.length === 0) return []
  const settings = await ratingSettings(deed)
  const units = await findUnits(deed, rows.map(({ unit_id }) => unit_id))
  const cases = await rating(deed.tx).selectFrom('rating.case').selectAll().where('rating_id', 'in', rows.map(({ id }) => id)).orderBy('id').execute()
  const last = new Map<string, CaseRow>(cases.map((one) => [one.rating_id, one]))
  const matters = new Map((cases.length === 0 ? [] : (await findMatters(deed, { ids: [...last.values()].map(({ id }) => id) }, { limit: last.size })).items).map((one) => [one.id, one]))
  return Promise.all(rows.map(async (row): Promise<OwnRating> => {
    const known = last.get(row.id)
    const matter = known && matters.get(known.id)
    const mine = isRaters(deed, row)
    const open = mine && deed.now < row.open_until && row.set_aside_at === null && (!matter || ['waiting', 'changed', 'withdrawn'].includes(matter.state))
    return {
      id: row.id, source: row.source, unit: { code: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, item: row.item_name, channel: row.channel, contactAt: row.contact_at.toISOString(), openUntil: row.open_until.toISOString(),
      reasonsOffered: reasonsFor(settings, row.channel).map(({ code, name, name_en: english, bad }) => ({ code, name, english, bad })),
      level: row.level, reasons: row.reasons, words: mine && row.words !== null ? openWords(row.words) : null, ratedAt: row.rated_at?.toISOString() ?? null, withdrawnAt: row.withdrawn_at?.toISOString() ?? null, againLevel: row.again_level,
      may: { rate: open, withdraw: open && row.level !== null, again: mine && matter?.state === 'asked' },
      case: mine && matter && !['changed', 'withdrawn'].includes(matter.state) ? await caseOf(deed, matter, whole) : null,
    }
  }))
}

async function caseOf(deed: Deed, matter: ListedMatter, whole: boolean): Promise<OwnRating['case']> {
  return {
    number: matter.number, state: matter.state, stateName: matter.publicStateName, final: matter.final, dueAt: matter.final ? null : (matter.stateDueAt?.toISOString() ?? null),
    steps: whole ? stepsOf(await matterTrace(deed, matter.id, 'staff')) : [],
  }
}
