import type { Deed } from '#base/deed'
import type { SheetFault, SheetRow } from '#base/spreadsheet'
import { findMatters } from '#primitives/matter'
import type { ReadOrders, UnitOrder } from '../contract.ts'
import { asOrders, ownUnit } from './find-unit-orders.ts'
import { fitsSheet, orderColumns, type OrderField } from './order-sheet.ts'

type Row = SheetRow<OrderField>
type May = UnitOrder['may'][number]
const LONGEST: Readonly<Record<'reason' | 'note', number>> = { reason: 500, note: 2000 }
const AT_ONCE = 500

/** Reads a filled sheet: which steps it means, and every row that cannot be taken, with the reason. Writes nothing: each step is then taken by its ordinary route. 读回工单表 */
export async function readOrderSheet(deed: Deed, sheet: readonly Row[]): Promise<ReadOrders> {
  const filled = sheet.filter(({ cells }) => cells.action !== '' || cells.words !== '')
  const orders = await ordersByNumber(deed, [...new Set(filled.map(({ cells }) => cells.number))])
  const [steps, faults]: [ReadOrders['steps'], SheetFault[]] = [[], []]
  const seen = new Map<string, number>()
  for (const row of filled) {
    const { line, cells } = row
    const order = orders.get(cells.number)
    const fault = faultOf(row, order, seen.get(cells.number))
    seen.set(cells.number, seen.get(cells.number) ?? line)
    if (fault) {
      faults.push({ line, column: headingOf(fault.field), code: fault.code, value: fault.value.slice(0, 80) })
      continue
    }
    const step = stepOf(order!, cells.action)!
    const asReason = step.needs.includes('reason')
    steps.push({
      line, incidentId: order!.id, number: order!.number, item: order!.item?.name ?? '', action: step.action, name: step.name, href: step.href, version: order!.version,
      reason: asReason ? cells.words : null, note: asReason || cells.words === '' ? null : cells.words, evidence: step.needs.includes('evidence'),
    })
  }
  return { steps, untouched: sheet.length - filled.length, faults: faults.slice(0, 500) }
}

type Fault = Readonly<{ field: OrderField; code: string; value: string }>
const stepOf = (order: UnitOrder, name: string): May | undefined => order.may.find((one) => one.name === name && fitsSheet(one.needs))

/** The first thing that is wrong with a row: the sheet is days old, somebody else acted, a column slipped. */
function faultOf({ cells }: Row, order: UnitOrder | undefined, before: number | undefined): Fault | null {
  if (!order) return { field: 'number', code: 'order_unknown', value: cells.number }
  if (before !== undefined) return { field: 'number', code: 'repeated', value: `${cells.number} = ${before}` }
  if (cells.action === '') return { field: 'action', code: 'action_missing', value: '' }
  if (cells.version !== String(order.version)) return { field: 'version', code: 'order_changed', value: order.stateName }
  const step = stepOf(order, cells.action)
  if (!step) return { field: 'action', code: 'action_not_now', value: `${cells.action} · ${order.may.filter(({ needs }) => fitsSheet(needs)).map(({ name }) => name).join(' / ')}` }
  const asked = step.needs.find((need) => need === 'reason' || need === 'note')
  if (asked && cells.words === '') return { field: 'words', code: 'words_missing', value: '' }
  if (step.reasons && !step.reasons.includes(cells.words)) return { field: 'words', code: 'reason_not_listed', value: step.reasons.join(' / ') }
  const longest = LONGEST[asked === 'reason' ? 'reason' : 'note']
  return cells.words.length > longest ? { field: 'words', code: 'words_too_long', value: `${cells.words.length} > ${longest}` } : null
}

const headingOf = (field: OrderField): string => orderColumns.find((column) => column.field === field)!.heading

async function ordersByNumber(deed: Deed, numbers: readonly string[]): Promise<Map<string, UnitOrder>> {
  const unitId = ownUnit(deed)
  const orders = new Map<string, UnitOrder>()
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const { items } = await findMatters(deed, { kinds: ['incident'], numbers: numbers.slice(at, at + AT_ONCE), units: [unitId] }, { limit: AT_ONCE })
    for (const order of await asOrders(deed, unitId, items)) orders.set(order.number, order)
  }
  return orders
}
