import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import { isBad } from './case-actions.ts'
import { asPlatform, lastCase, tellOutside } from './give-rating.ts'
import { isRaters, type RatingRow } from './find-rating.ts'
import { rating } from './tables.ts'

/** Whoever was asked again says how it is now that the unit has mended it; still bad goes to the supervising authority. 再次评价 */
export async function rateAgain(deed: Deed, row: RatingRow, level: number): Promise<Matter> {
  if (!isRaters(deed, row)) throw conflict('rating.rated_by_other')
  const known = await lastCase(deed, row.id)
  const matter = known && (await requireMatter(deed, known.id))
  if (matter && row.again_level === level && (matter.state === 'mended' || matter.state === 'supervising')) return matter // a second tap
  if (!known || matter?.state !== 'asked') throw conflict('rating.not_asked')
  return takeAgain(asPlatform(deed), row, known.id, level)
}

/** The same, as told on the telephone or on the page. */
export async function takeAgain(deed: Deed, row: RatingRow, caseId: string, level: number, version?: number): Promise<Matter> {
  const matter = await advance(deed, caseId, isBad(level) ? 'again_bad' : 'satisfied', version === undefined ? {} : { version })
  await rating(deed.tx).updateTable('rating.rating').set({ again_level: level }).where('id', '=', row.id).execute()
  await rating(deed.tx).updateTable('rating.case').set({ again_level: level }).where('id', '=', caseId).execute()
  if (isBad(level)) await tellOutside(deed, row.unit_id, 'rating.notice.to_supervise', matter.number, caseId, ['rating_supervisor'])
  return matter
}
