import type { Deed } from '#base/deed'
import { findMatters } from '#primitives/matter'
import { cityOf } from '#primitives/place'
import { catalogue } from '../catalogue/items.ts'
import { showWord } from '../catalogue/sheet.ts'
import type { UnitOrder } from '../contract.ts'
import { sheetTime } from '../export/sheet-time.ts'
import { asOrders, ownUnit } from './find-unit-orders.ts'
import { fitsSheet, MOST_ORDERS, type OrderField } from './order-sheet.ts'

const PAGE = 200
export type OrderRow = Readonly<Record<OrderField, string | number>> & { readonly steps: readonly string[] }

/** The unit's matters on which it has something to do now, what is due first on top, each with the steps that may be taken. 下载工单表 */
export async function listOrderSheet(deed: Deed): Promise<OrderRow[]> {
  const unitId = ownUnit(deed)
  const { zone } = await cityOf(deed)
  const { byCode } = await catalogue(deed)
  const rows: OrderRow[] = []
  let after: string | undefined
  do {
    const page = await findMatters(deed, { kinds: ['incident'], units: [unitId], open: true }, { limit: PAGE, after, sort: 'due' })
    for (const order of await asOrders(deed, unitId, page.items)) {
      const steps = order.may.filter(({ needs }) => fitsSheet(needs)).map(({ name }) => name)
      const evidence = order.item && byCode.get(order.item.code)?.evidence
      if (steps.length > 0) rows.push({ ...cellsOf(order, zone), evidence: evidence ? showWord('evidence', evidence) : '', steps })
    }
    after = page.next ?? undefined
  } while (after && rows.length < MOST_ORDERS)
  return rows.slice(0, MOST_ORDERS)
}

const instant = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))
const joined = (words: readonly string[]): string => words.filter((one) => one !== '').join('；')
const cellsOf = (order: UnitOrder, zone: string) => ({
  number: order.number, version: order.version, action: '', words: '', role: order.role === 'lead' ? '主办' : '协办', state: order.stateName, item: order.item?.name ?? '', division: order.division,
  place: joined(order.words.map(({ placeWords }) => placeWords)), reported: joined(order.words.map(({ words }) => words)), urgent: order.urgent ? '是' : '',
  stateDue: sheetTime(instant(order.stateDueAt), zone), due: sheetTime(instant(order.dueAt), zone), photos: order.photos.length,
})
