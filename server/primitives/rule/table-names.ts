import type { Deed } from '#base/deed'
import { rule } from './tables.ts'

/** What decision tables are called; one that is not published is not in it. 规则表名称 */
export async function tableNames(deed: Deed, tables: readonly string[]): Promise<Map<string, string>> {
  const rows = tables.length === 0 ? [] : await rule(deed.tx).selectFrom('rule.table_version').select(['table_name', 'content']).distinctOn('table_name').where('table_name', 'in', [...tables]).orderBy('table_name').orderBy('version', 'desc').execute()
  return new Map(rows.map(({ table_name, content }) => [table_name, content.name]))
}
