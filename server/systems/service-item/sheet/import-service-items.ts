import type { ErrorObject } from 'ajv'
import { instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { validatorOf } from '#base/profile'
import type { SheetFault, SheetRow } from '#base/spreadsheet'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { unitsFor } from '#primitives/party'
import { cityOf, cityToday } from '#primitives/place'
import { resourceSources } from '#systems/exchange'
import type { ImportedServiceItems } from '../contract.ts'
import { itemCatalogue, type ItemCatalogue } from '../item/item-catalogue.ts'
import type { ItemSaid } from '../item/item-said.ts'
import { judgeItem } from '../item/judge-item.ts'
import { sameItem, writeVersions } from '../item/load-service-items.ts'
import { itemOfRow, itemSheet, type SheetField } from './service-sheet.ts'

type Line = Readonly<{ line: number; item: ItemSaid; department: string; effective: string }>
/** What the sheet does not say stays as the version before says it. */
const kept = ['depth', 'results', 'instant', 'assurance', 'halls', 'remedies', 'form', 'rule', 'receive'] as const

/** Takes items from Excel: all of them or, where a cell is wrong, none and every fault by row and column. What is new or changed is the next version, from the day the row says. 导入事项 */
export async function importServiceItems(deed: Deed, sheet: readonly SheetRow<SheetField>[]): Promise<ImportedServiceItems> {
  const catalogue = await itemCatalogue(deed, true)
  const lines = sheet.map(({ line, cells }): Line => {
    const before = catalogue.items.get(cells.code)?.[0]?.content
    const carried = before ? Object.fromEntries(kept.flatMap((field) => (before[field] === undefined ? [] : [[field, before[field]]]))) : {}
    const said = itemOfRow(cells, catalogue)
    const joint = said.joint === true && typeof before?.joint === 'object' ? { joint: before.joint } : {} // the sheet says that it is joint, not who has which part
    return { line, item: { ...said, ...carried, ...joint }, department: cells.department, effective: cells.effective }
  })
  const all = [...lines.flatMap((one) => ownFaults(one, catalogue)), ...repeated(lines), ...(await outsideFaults(deed, lines, catalogue)), ...shapeFaults(lines)]
  const faults = all.filter((one, at) => all.findIndex((other) => other.line === one.line && other.column === one.column) === at).sort((a, b) => a.line - b.line) // of a cell what says most
  if (faults.length > 0) return { rows: lines.length, changed: 0, unchanged: 0, faults: faults.slice(0, 500) }
  const changed = lines.filter(({ item, department }) => { const live = catalogue.items.get(item.code)?.[0]; return !live || !sameItem(live, department, item) })
  const { zone } = await cityOf(deed)
  for (const [day, rows] of Map.groupBy(changed, ({ effective }) => effective))
    await writeVersions(deed, rows.map(({ item, department }) => ({ department, content: item, retired: false, before: catalogue.items.get(item.code)?.[0] })), { origin: 'desk', by: deed.actor.id, from: day === '' || day === (await cityToday(deed)) ? deed.now : instantOf(day, '00:00', zone) })
  if (changed.length > 0) {
    await appendLeaf(deed, { kind: 'service_item.items_changed', payload: { by: deed.actor.id, items: changed.map(({ item }) => item.code) } })
    await record(deed, 'service_item.items_changed', 'catalogue', { items: changed.length })
  }
  return { rows: lines.length, changed: changed.length, unchanged: lines.length - changed.length, faults: [] }
}

const headingOf = (field: string): string => itemSheet.find((column) => column.field === field)?.heading ?? field
const fault = (line: number, field: string, code: string, value: string): SheetFault => ({ line, column: headingOf(field), code, value: value.slice(0, 80) })

function shapeFaults(lines: readonly Line[]): SheetFault[] {
  const check = validatorOf(new URL('../../../../cities', import.meta.url).pathname, 'service-items')
  return lines.flatMap(({ line, item }) => {
    if (check({ department: 'x_x', items: [item] })) return []
    const fields = new Set((check.errors as ErrorObject[]).map(({ instancePath }) => instancePath.split('/')[3] ?? '').filter((one) => one !== ''))
    return [...fields].map((field) => fault(line, field, 'bad_cell', said(item[field as keyof ItemSaid])))
  })
}
const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))

function ownFaults({ line, item }: Line, catalogue: ItemCatalogue): SheetFault[] {
  const spanned = item.promise === undefined || item.promise === 'at_once' || typeof item.promise === 'object'
  return spanned ? judgeItem(item, catalogue).map(({ field, code, value }) => fault(line, field, code, value)) : []
}

function repeated(lines: readonly Line[]): SheetFault[] {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, item }) => {
    const before = first.get(item.code)
    if (before !== undefined) return [fault(line, 'code', 'repeated', `${item.code} = ${before}`)]
    first.set(item.code, line)
    return []
  })
}

async function outsideFaults(deed: Deed, lines: readonly Line[], catalogue: ItemCatalogue): Promise<SheetFault[]> {
  const today = await cityToday(deed)
  const asked = lines.flatMap(({ item }) => [...(item.materials ?? []).flatMap(({ from }) => from?.resource ?? []), ...(item.conditions ?? []).flatMap(({ resource }) => resource ?? [])])
  const there = await resourceSources(deed, asked)
  const faults: SheetFault[] = []
  for (const { line, item, department, effective } of lines) {
    if ((await unitsFor(deed, { role: department, divisionPath: '' })).length === 0) faults.push(fault(line, 'department', 'unknown_word', department))
    if (effective !== '' && (!/^\d{4}-\d{2}-\d{2}$/.test(effective) || Number.isNaN(Date.parse(effective)))) faults.push(fault(line, 'effective', 'bad_cell', effective))
    else if (effective !== '' && effective < today) faults.push(fault(line, 'effective', 'day_passed', effective))
    const newest = catalogue.items.get(item.code)?.[0]
    if (newest && newest.effective_from > deed.now && (effective === '' || effective < newest.effective_from.toISOString().slice(0, 10))) faults.push(fault(line, 'effective', 'later_stands', newest.effective_from.toISOString().slice(0, 10)))
    for (const { from } of item.materials ?? []) if (from?.resource && !there.has(from.resource)) faults.push(fault(line, 'materials', 'unknown_resource', from.resource))
    for (const { resource } of item.conditions ?? []) if (resource && !there.has(resource)) faults.push(fault(line, 'conditions', 'unknown_resource', resource))
  }
  return faults
}
