import { sql } from 'kysely'
import { byKey } from '#base/database'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { isPublicNumber } from '../public-number.ts'
import { tokenHash } from '../open-matter.ts'
import { matter } from '../tables.ts'
import { listed, type ListedMatter } from './find-matters.ts'

/** One matter, or null. Not needed before advance, which reads and locks by itself. 查事项 */
export async function findMatter(deed: Deed, id: string): Promise<ListedMatter | null> {
  const row = await matter(deed.tx).selectFrom('matter.matter').modifyFront(byKey).selectAll().where('id', '=', id).executeTakeFirst()
  return row ? listed(deed, row) : null
}

/** One matter, or a refusal. 取事项 */
export async function requireMatter(deed: Deed, id: string): Promise<ListedMatter> {
  const found = await findMatter(deed, id)
  if (!found) throw notFound('matter.not_found')
  return found
}

/** Id of the matter with a public number; null where the number is mistyped or unknown. 按编号查 */
export const matterByNumber = async (deed: Deed, number: string): Promise<string | null> => (await mattersByNumbers(deed, [number])).get(number) ?? null

/** The same for many; those mistyped or unknown are not in it. 按编号批量查 */
export async function mattersByNumbers(deed: Deed, numbers: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(numbers)].filter(isPublicNumber)
  if (asked.length === 0) return new Map()
  const rows = await matter(deed.tx).selectFrom('matter.number').modifyFront(byKey).select(['number', 'matter_id']).where('number', '=', sql<string>`any(${asked}::text[])`).execute()
  return new Map(rows.map((row) => [row.number, row.matter_id]))
}

/** Id of the matter whose trace a link opens. 按链接查 */
export async function matterByToken(deed: Deed, token: string): Promise<string | null> {
  return (await matter(deed.tx).selectFrom('matter.trace_link').select('matter_id').where('hash', '=', tokenHash(token)).executeTakeFirst())?.matter_id ?? null
}
