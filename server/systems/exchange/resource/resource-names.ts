import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'

/** Names of entries by their codes. 目录名称 */
export async function resourceNames(deed: Deed, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = codes.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name']).where('code', 'in', [...codes]).execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** What entries are called and who keeps them, by their codes. 目录来源 */
export async function resourceSources(deed: Deed, codes: readonly string[]): Promise<Map<string, { name: string; unitId: string }>> {
  const rows = codes.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'unit_id']).where('code', 'in', [...new Set(codes)]).execute()
  return new Map(rows.map(({ code, name, unit_id }) => [code, { name, unitId: unit_id }]))
}
