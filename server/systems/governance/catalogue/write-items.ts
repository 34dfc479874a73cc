import type { Deed } from '#base/deed'
import { catalogue } from './items.ts'
import { lineOf } from './item-line.ts'

/** The catalogue in force, as the folder's file holds it. 导出事项目录 */
export async function writeItems(deed: Deed): Promise<{ path: string; content: unknown }[]> {
  return [{ path: 'catalogues/incident-items.csv', content: (await catalogue(deed, true)).live.map(lineOf) }]
}
