import type { Deed } from '#base/deed'
import { matter } from '../tables.ts'

/** The latest version of every kind, as the folder's files hold them. 导出事项类型 */
export async function writeKinds(deed: Deed): Promise<{ path: string; content: unknown }[]> {
  const rows = await matter(deed.tx).selectFrom('matter.kind_version').select(['kind', 'content']).distinctOn('kind').orderBy('kind').orderBy('version', 'desc').execute()
  return rows.map((row) => ({ path: `matter-kinds/${row.kind.replaceAll('_', '-')}.yaml`, content: row.content }))
}
