import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { advance } from '#primitives/matter'
import type { AdvancedOrder, AnswerOnCall } from '../contract.ts'
import { requireArticle } from '../knowledge/held-articles.ts'
import { orderAdvanced } from './advance-order.ts'
import { requireOrder } from './require-order.ts'

/** Answers and closes on the call; the article that was read out stands in the step. 当场答复办结 */
export async function answerOrder(deed: Deed, orderId: string, { note, articleId, version }: Static<typeof AnswerOnCall>): Promise<AdvancedOrder> {
  await requireOrder(deed, orderId)
  const article = articleId ? await requireArticle(deed, articleId) : null
  return orderAdvanced(await advance(deed, orderId, 'answer_on_call', {
    ...(version ? { version } : {}), note, ...(article ? { facts: { article: article.id, article_version: article.version } } : {}),
  }))
}
