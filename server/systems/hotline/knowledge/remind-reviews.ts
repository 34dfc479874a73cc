import { addDays } from '#base/clock'
import type { JobRun } from '#base/home'
import { record } from '#primitives/event'
import { tell } from '#primitives/notice'
import { cityToday } from '#primitives/place'
import { hotline } from '../tables.ts'

const AHEAD = 14 // days

/** Tells each department, two weeks ahead, which of its articles is to be read again; once for each day of review. 复审提醒 */
export async function remindReviews(run: JobRun): Promise<void> {
  await run.perform(async (deed) => {
    const db = hotline(deed.tx)
    const due = await db.selectFrom('hotline.article').innerJoin('hotline.article_version as v', (join) => join.onRef('v.article_id', '=', 'hotline.article.id').onRef('v.version', '=', 'hotline.article.version'))
      .select(['hotline.article.id', 'owner_id', 'title', 'hotline.article.review_on']).where('withdrawn_at', 'is', null)
      .where('hotline.article.review_on', '<=', addDays(await cityToday(deed), AHEAD)).where((of) => of.or([of('reminded_on', 'is', null), of('reminded_on', '<>', of.ref('hotline.article.review_on'))])).limit(500).execute()
    for (const one of due) {
      await tell(deed, { to: { unit: one.owner_id }, template: 'hotline.notice.review_due', facts: { title: one.title, day: one.review_on } })
      await db.updateTable('hotline.article').set({ reminded_on: one.review_on }).where('id', '=', one.id).execute()
      await record(deed, 'hotline.review_due', one.id, { owner: one.owner_id, day: one.review_on })
    }
  })
}
