import type { Deed } from '#base/deed'
import { hotline } from '../tables.ts'

type File = { articles: { id: string; title: string; words: string[]; answer: string; owner: string; review_on: string; source: string; items?: string[] }[] }

/** Takes knowledge/*.yaml in: what is new or changed becomes a new approved version; what a desk changed stays. 知识库入库 */
export async function loadArticles(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  const db = hotline(deed.tx)
  for (const one of (content as File).articles) {
    const known = await db.selectFrom('hotline.article').selectAll().where('id', '=', one.id).executeTakeFirst()
    if (known?.origin === 'desk') continue
    const { max } = await db.selectFrom('hotline.article_version').select((of) => of.fn.max('version').as('max')).where('article_id', '=', one.id).executeTakeFirstOrThrow()
    const before = known && (await db.selectFrom('hotline.article_version').selectAll().where('article_id', '=', one.id).where('version', '=', known.version).executeTakeFirst())
    if (before && before.title === one.title && before.answer === one.answer && before.words.join() === one.words.join() && before.review_on === one.review_on && known.owner_id === one.owner) continue
    const version = Number(max ?? 0) + 1
    const row = { owner_id: one.owner, version, review_on: one.review_on, reminded_on: null, origin: 'folder' as const, withdrawn_at: null, changed_at: deed.now }
    await db.insertInto('hotline.article').values({ id: one.id, ...row }).onConflict((of) => of.column('id').doUpdateSet(row)).execute()
    await db.insertInto('hotline.article_version').values({
      article_id: one.id, version, title: one.title, words: one.words, answer: one.answer, source: one.source, items: one.items ?? [], review_on: one.review_on,
      written_by: path, written_at: deed.now, decided_by: path, decided_at: deed.now, approved: true, reason: null,
    }).execute()
  }
}
