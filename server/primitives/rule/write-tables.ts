import type { Deed } from '#base/deed'
import { rule } from './tables.ts'

/** The latest version of every decision table, as the folder's files hold them. 导出规则表 */
export async function writeTables(deed: Deed): Promise<{ path: string; content: unknown }[]> {
  const rows = await rule(deed.tx).selectFrom('rule.table_version').select(['table_name', 'content']).distinctOn('table_name').orderBy('table_name').orderBy('version', 'desc').execute()
  return rows.map((row) => ({ path: `rules/${row.table_name.replaceAll('_', '-')}.yaml`, content: row.content }))
}
