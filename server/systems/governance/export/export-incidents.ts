import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { streamSheet, type Column } from '#base/spreadsheet'
import { countMatters, findMatters, type ListedMatter, type MatterFilter } from '#primitives/matter'
import { cityOf, divisionLine } from '#primitives/place'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { sheetTime } from './sheet-time.ts'
import { askedIncidents, incidentRows } from '../incident/find-incidents.ts'
import type { IncidentFilter } from '../contract.ts'

type Field = 'number' | 'state' | 'code' | 'item' | 'district' | 'street' | 'community' | 'source' | 'urgent' | 'unit' | 'opened' | 'due' | 'resolved' | 'closed' | 'overdue' | 'suspended' | 'reporters' | 'score'

/** No words of reporters, no names, no points: words may hold anything, and a point may be a home. What officials count and sort by is here. */
export const incidentColumns: readonly Column<Field>[] = [
  { field: 'number', heading: '编号', width: 18 }, { field: 'state', heading: '状态' }, { field: 'code', heading: '事项编码' }, { field: 'item', heading: '事项', width: 26 }, { field: 'district', heading: '区', width: 12 },
  { field: 'street', heading: '街镇' }, { field: 'community', heading: '社区（村）', width: 18 }, { field: 'source', heading: '来源' }, { field: 'urgent', heading: '紧急', width: 8 }, { field: 'unit', heading: '主办单位', width: 24 },
  { field: 'opened', heading: '上报时间', width: 18 }, { field: 'due', heading: '总时限', width: 18 }, { field: 'resolved', heading: '处置时间', width: 18 }, { field: 'closed', heading: '办结时间', width: 18 },
  { field: 'overdue', heading: '超期', width: 8 }, { field: 'suspended', heading: '挂起', width: 8 }, { field: 'reporters', heading: '上报人数', width: 10 }, { field: 'score', heading: '评价', width: 8 },
]
const sources: Readonly<Record<string, string>> = { resident: '居民随手拍', grid_worker: '网格员上报', desk: '网格中心登记', hotline: '热线转办', open311: '开放接口', unit: '单位系统', import: '批量导入' }
const PAGE = 500
/** A sheet ends at 1,048,576 rows; half of it is what a program on a desk still opens. */
export const MOST_ROWS = 500_000

export type Export = Readonly<{ filter: MatterFilter; count: number }>

/** Counts what will be written, and refuses what no sheet holds. */
export async function prepareExport(deed: Deed, filter: IncidentFilter): Promise<Export> {
  const asked = await askedIncidents(deed, filter, 'governance.incident.export')
  const count = await countIncidents(deed, asked)
  if (count > MOST_ROWS) throw invalid('governance.export_too_large', { rows: count, limit: MOST_ROWS })
  return { filter: asked, count }
}

const countIncidents = async (deed: Deed, filter: MatterFilter): Promise<number> => (await countMatters(deed, filter, 'kind')).reduce((sum, { count }) => sum + count, 0)

/** Reads page after page in the snapshot of the deed and writes them as they come, no faster than they are taken. `give` gets the stream; the deed ends with it. 导出事件 */
export async function exportIncidents(deed: Deed, { filter }: Export, give: (sheet: Readable) => void): Promise<void> {
  const { zone } = await cityOf(deed)
  async function* lines() {
    let after: string | undefined
    do {
      const page = await findMatters(deed, filter, { limit: PAGE, after, sort: 'newest' })
      yield* await linesOf(deed, page.items, zone)
      after = page.next ?? undefined
      if ('writableNeedDrain' in sheet && sheet.writableNeedDrain && !sheet.destroyed) await Promise.race([once(sheet, 'drain'), once(sheet, 'close')])
      if (sheet.destroyed) return // whoever asked for it has gone
    } while (after)
  }
  const sheet = streamSheet('事件', incidentColumns, lines())
  const done = finished(sheet).catch(() => {}) // a client that went away is no fault of the deed
  give(sheet)
  await done
}

async function linesOf(deed: Deed, matters: readonly ListedMatter[], zone: string) {
  const rows = await incidentRows(deed, matters)
  return Promise.all(rows.map(async (row, at) => {
    const matter = matters[at]!
    const line = await divisionLine(deed, row.divisionPath)
    const level = (name: string): string => line.find((one) => one.level === name)?.name ?? ''
    return {
      number: row.number, state: matter.stateName, code: row.item?.code ?? '', item: row.item?.name ?? '', district: level('district'), street: level('street'), community: level('community'), source: sources[row.source] ?? row.source,
      urgent: row.urgent ? '是' : '', unit: row.unitName ?? '', opened: sheetTime(matter.openedAt, zone), due: sheetTime(matter.dueAt, zone), resolved: sheetTime(matter.resolvedAt, zone), closed: sheetTime(matter.closedAt, zone),
      overdue: matter.overdue ? '是' : '', suspended: row.suspended ? '是' : '', reporters: row.reporters, score: matter.score ?? '',
    }
  }))
}
