import type { Deed } from '#base/deed'
import { requireDivision } from '#primitives/place'
import type { ItemPage, ItemRow, ItemSearch } from '../contract.ts'
import { itemCatalogue, versionAt, type ItemCatalogue } from './item-catalogue.ts'
import { inForce } from './item-in-force.ts'
import { departmentName, namesIn } from './item-names.ts'

/** Items of an audience, a life event, a department, in the order of their codes, a page at a time. 事项列表 */
export async function findServiceItems(deed: Deed, { limit = 50, after, division, ...only }: ItemSearch): Promise<ItemPage> {
  const catalogue = await itemCatalogue(deed)
  const path = division === undefined ? '' : (await requireDivision(deed, division)).path
  const codes = codesOf(catalogue, deed.now, only)
  const shown = codes.filter((code) => after === undefined || code > after)
  return { items: await itemRows(deed, catalogue, shown.slice(0, limit), path), next: shown.length > limit ? shown[limit - 1]! : null, count: codes.length, understood: [] }
}

/** Codes of the items in force that are what was asked for, in order. */
export function codesOf(catalogue: ItemCatalogue, at: Date, { audience, event, gives, department }: Omit<ItemSearch, 'limit' | 'after' | 'division' | 'q'>): string[] {
  return [...catalogue.items.keys()].filter((code) => {
    const found = versionAt(catalogue, code, at)
    return found !== null && (audience === undefined || found.content.audiences.includes(audience)) && (event === undefined || found.content.events.includes(event)) &&
      (gives === undefined || found.content.gives.includes(gives)) && (department === undefined || found.department === department)
  }).sort()
}

/** Rows as a list shows them. */
export async function itemRows(deed: Deed, catalogue: ItemCatalogue, codes: readonly string[], path: string, because: ReadonlyMap<string, ItemRow['because']> = new Map()): Promise<ItemRow[]> {
  const named = namesIn(catalogue.terms)
  return Promise.all(codes.map(async (code): Promise<ItemRow> => {
    const { item, department, version, clocks } = inForce(catalogue, code, path, deed.now)!
    const act = catalogue.clocks.acts.find((one) => one.code === item.act)!
    return {
      code, name: item.name, summary: item.summary, department: { code: department, name: await departmentName(deed, department) }, act: { code: act.code, name: act.name }, level: item.level, gives: named('gives', item.gives),
      promised: clocks.promised, decide: clocks.decide, free: !item.fee || item.fee.amount === 0, version, because: because.get(code) ?? [],
    }
  }))
}
