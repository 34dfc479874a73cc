import type { ErrorObject } from 'ajv'
import type { Deed } from '#base/deed'
import { validatorOf } from '#base/profile'
import type { SheetFault, SheetRow } from '#base/spreadsheet'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { decide } from '#primitives/rule'
import { governance } from '../tables.ts'
import { itemOf, same, type ItemLine } from './item-line.ts'
import { catalogue } from './items.ts'
import { fromSheet, itemColumns } from './sheet.ts'

export type ImportedItems = Readonly<{ rows: number; changed: number; unchanged: number; faults: SheetFault[] }>

/** Takes the catalogue from Excel: all of it or, where a cell is wrong, nothing and every fault by row and column. 导入事项目录 */
export async function importItems(deed: Deed, sheet: readonly SheetRow<keyof ItemLine>[]): Promise<ImportedItems> {
  const lines = sheet.map(({ line, cells }) => ({ line, item: fromSheet(cells) }))
  const faults = [...shapeFaults(lines), ...repeatFaults(lines), ...(await limitFaults(deed, lines))].sort((a, b) => a.line - b.line)
  if (faults.length > 0) return { rows: lines.length, changed: 0, unchanged: 0, faults: faults.slice(0, 500) }
  const { byCode } = await catalogue(deed, true)
  const changed = lines.map(({ item }) => itemOf(item)).filter((item) => { const before = byCode.get(item.code); return !before || before.retired || !same(before, item) })
  if (changed.length > 0) {
    await governance(deed.tx).insertInto('governance.item').values(changed.map((item) => ({
      ...item, leads: JSON.stringify(item.leads) as never, version: (byCode.get(item.code)?.version ?? 0) + 1, retired: false, origin: 'desk' as const, effective_from: deed.now,
    }))).execute()
    await appendLeaf(deed, { kind: 'governance.catalogue_changed', payload: { by: deed.actor.id, items: changed.map((item) => item.code) } })
    await record(deed, 'governance.catalogue_changed', 'catalogue', { items: changed.length })
  }
  return { rows: lines.length, changed: changed.length, unchanged: lines.length - changed.length, faults: [] }
}

type Line = Readonly<{ line: number; item: ItemLine }>
const headingOf = (field: string): string => itemColumns.find((column) => column.field === field)?.heading ?? field

function shapeFaults(lines: readonly Line[]): SheetFault[] {
  const check = validatorOf(new URL('../../../../cities', import.meta.url).pathname, 'incident-items')
  return lines.flatMap(({ line, item }) => {
    if (check([item])) return []
    return [...new Map((check.errors as ErrorObject[]).map((error) => [error.instancePath.split('/')[2] ?? '', error])).keys()].filter((field) => field !== '')
      .map((field) => ({ line, column: headingOf(field), code: 'bad_cell', value: (item[field as keyof ItemLine] ?? '').slice(0, 80) }))
  })
}

function repeatFaults(lines: readonly Line[]): SheetFault[] {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, item }) => {
    if (first.has(item.code)) return [{ line, column: headingOf('code'), code: 'repeated', value: `${item.code} = ${first.get(item.code)}` }]
    first.set(item.code, line)
    return []
  })
}

async function limitFaults(deed: Deed, lines: readonly Line[]): Promise<SheetFault[]> {
  const known = new Map<string, boolean>()
  const faults: SheetFault[] = []
  for (const { line, item } of lines)
    for (const field of ['receive', 'handle', 'verify'] as const) {
      const limit = item[field]
      if (!known.has(limit)) known.set(limit, (await decide(deed, 'limits', { limit })).outcome !== null)
      if (!known.get(limit)) faults.push({ line, column: headingOf(field), code: 'unknown_limit', value: limit.slice(0, 80) })
    }
  return faults
}
