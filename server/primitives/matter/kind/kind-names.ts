import type { Deed } from '#base/deed'
import { matter } from '../tables.ts'

/** What kinds are called; one that is not published is not in it. 事项类型名称 */
export async function kindNames(deed: Deed, kinds: readonly string[]): Promise<Map<string, string>> {
  const rows = kinds.length === 0 ? [] : await matter(deed.tx).selectFrom('matter.kind_version').select(['kind', 'content']).distinctOn('kind').where('kind', 'in', [...kinds]).orderBy('kind').orderBy('version', 'desc').execute()
  return new Map(rows.map(({ kind, content }) => [kind, content.name]))
}
