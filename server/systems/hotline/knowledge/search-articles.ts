import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { cityToday } from '#primitives/place'
import type { ArticleFound } from '../contract.ts'
import { heldArticles } from './held-articles.ts'
import { rankArticles } from './rank-articles.ts'

/** What callers can be told about these words: approved articles, the likeliest first, those of the chosen item before others; one that is overdue for review says so. 知识候选 */
export async function searchArticles(deed: Deed, words: string, limit: number, itemCode: string | null = null): Promise<Static<typeof ArticleFound>[]> {
  const { byId, index } = await heldArticles(deed)
  const today = await cityToday(deed)
  // beside a call a doubtful article is worse than none
  const ranked = rankArticles(index, words, limit + 3, 5)
    .map(({ id, share }) => ({ article: byId.get(id)!, share: itemCode !== null && byId.get(id)!.items.includes(itemCode) ? Math.min(1, share + 0.2) : share }))
    .sort((a, b) => b.share - a.share).slice(0, limit)
  const units = await findUnits(deed, ranked.map(({ article }) => article.owner))
  return ranked.map(({ article, share }) => ({
    id: article.id, title: article.title, answer: article.answer, owner: units.get(article.owner)?.shortName ?? article.owner, source: article.source, reviewOn: article.reviewOn,
    overdue: article.reviewOn < today, share,
  }))
}
