import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { stamped } from '#base/stamped'
import { hotline } from '../tables.ts'
import { indexArticles, type ArticleIndex } from './rank-articles.ts'

export type LiveArticle = Readonly<{ id: string; version: number; owner: string; title: string; words: string[]; answer: string; source: string; items: string[]; reviewOn: string }>
export type HeldArticles = Readonly<{ byId: ReadonlyMap<string, LiveArticle>; index: ArticleIndex }>

/** Approved articles and their index, in memory: a city has hundreds, and a search runs at every few signs. 在用知识 */
const articles = stamped<HeldArticles>({
  // a version is never taken back and every change writes its time
  stampOf: async (deed) => (await sql<{ stamp: string }>`select count(*) || ' ' || coalesce(sum(version), 0) || ' ' || coalesce(max(changed_at)::text, '') as stamp from hotline.article`.execute(hotline(deed.tx))).rows[0]!.stamp,
  restamp: async () => {},
  load: async (deed) => {
    const rows = await hotline(deed.tx).selectFrom('hotline.article')
      .innerJoin('hotline.article_version as v', (join) => join.onRef('v.article_id', '=', 'hotline.article.id').onRef('v.version', '=', 'hotline.article.version'))
      .select(['hotline.article.id', 'hotline.article.version', 'owner_id as owner', 'title', 'words', 'answer', 'source', 'items', 'hotline.article.review_on as reviewOn'])
      .where('withdrawn_at', 'is', null).orderBy('hotline.article.id').execute()
    return { byId: new Map(rows.map((row) => [row.id, row])), index: indexArticles(rows) }
  },
})
export const heldArticles = (deed: Deed, lookAgain = false): Promise<HeldArticles> => articles.read(deed, lookAgain)

/** An article in use. 取知识 */
export async function requireArticle(deed: Deed, id: string): Promise<LiveArticle> {
  const found = (await heldArticles(deed)).byId.get(id) ?? (await heldArticles(deed, true)).byId.get(id)
  if (!found) throw notFound('hotline.article_unknown')
  return found
}
