import type { Deed } from '#base/deed'
import { unitsFor } from '#primitives/party'
import { itemCatalogue } from './item-catalogue.ts'
import type { Terms } from './item-said.ts'

type Named = { code: string; name: string }
/** Codes with their names, from one list of the terms. */
export const namesIn = (terms: Terms) => (list: 'audiences' | 'events' | 'gives', codes: readonly string[]): Named[] => codes.map((code) => ({ code, name: terms[list].find((one) => one.code === code)?.name ?? code }))

/** What a department is called: the city's own unit of that role. 部门名称 */
export async function departmentName(deed: Deed, role: string): Promise<string> {
  const units = await unitsFor(deed, { role, divisionPath: '' })
  return units.find(({ level }) => level === 'city')?.name ?? units[0]?.name ?? role
}

/** What items are called now, by their codes; those that were retired too. 事项名称 */
export async function itemNames(deed: Deed, codes: readonly string[]): Promise<Map<string, string>> {
  const { items } = await itemCatalogue(deed)
  return new Map([...new Set(codes)].flatMap((code) => { const [live] = items.get(code) ?? []; return live ? [[code, live.content.name] as const] : [] }))
}
