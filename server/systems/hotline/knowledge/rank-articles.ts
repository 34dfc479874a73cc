import { pairsOf } from '#base/chinese-pairs'

/** Okapi BM25 over pairs of signs. Pairs of neighbouring signs find Chinese text as well as words from a dictionary do, need none, and know every place and brand; PostgreSQL has no parser for Chinese. */
export type Ranked = Readonly<{ id: string; title: string; words: readonly string[]; answer: string }>
type Posting = Readonly<{ at: number; weight: number }>
export type ArticleIndex = Readonly<{ ids: readonly string[]; lengths: readonly number[]; mean: number; postings: ReadonlyMap<string, readonly Posting[]>; phrases: ReadonlyMap<string, readonly number[]> }>

const [k1, b] = [1.2, 0.75]

/** What callers say and the question weigh more than the answer. 知识索引 */
export function indexArticles(articles: readonly Ranked[]): ArticleIndex {
  const postings = new Map<string, Posting[]>()
  const phrases = new Map<string, number[]>()
  const lengths = articles.map((article, at) => {
    const weights = new Map<string, number>()
    const add = (text: string, weight: number): void => { for (const pair of pairsOf(text)) weights.set(pair, (weights.get(pair) ?? 0) + weight) }
    add(article.title, 2)
    add(article.answer, 0.5)
    for (const said of article.words) {
      add(said, 3)
      phrases.set(said, [...(phrases.get(said) ?? []), at])
    }
    for (const [pair, weight] of weights) postings.set(pair, [...(postings.get(pair) ?? []), { at, weight }])
    return [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  })
  return { ids: articles.map(({ id }) => id), lengths, mean: lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length), postings, phrases }
}

/** The best articles for a text, with a share of 1 for one whose very words were said. 知识检索 */
export function rankArticles(index: ArticleIndex, text: string, limit: number, least = 3): { id: string; share: number }[] {
  const scores = new Map<number, number>()
  const add = (at: number, score: number): void => void scores.set(at, (scores.get(at) ?? 0) + score)
  for (const pair of new Set(pairsOf(text))) {
    const found = index.postings.get(pair)
    if (!found) continue
    const rarity = Math.log(1 + (index.ids.length - found.length + 0.5) / (found.length + 0.5))
    for (const { at, weight } of found) add(at, (rarity * weight * (k1 + 1)) / (weight + k1 * (1 - b + (b * index.lengths[at]!) / index.mean)))
  }
  for (const [said, places] of index.phrases) if (text.includes(said)) for (const at of places) add(at, 4 + said.length)
  const best = [...scores].sort(([i, x], [j, y]) => y - x || i - j)
  return best.filter(([, score]) => score >= least).slice(0, limit).map(([at, score]) => ({ id: index.ids[at]!, share: Math.min(1, score / 12) }))
}
