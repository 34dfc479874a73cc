import type { Readable } from 'node:stream'
import { streamSheet, type Column } from '#base/spreadsheet'
import type { Figures, Statistics } from '../contract.ts'

type Field = 'name' | 'code' | keyof Figures | 'onTimeRate' | 'satisfiedRate'
const firsts: Record<Statistics['by'], string> = { division: '区划', unit: '单位', item: '事项', period: '日期' }

/** The columns of the sheet; the same figures as on the screen, under Chinese headings. */
export const statisticsColumns = (by: Statistics['by']): readonly Column<Field>[] => [
  { field: 'name', heading: firsts[by], width: 28 }, { field: 'code', heading: '编码', width: 20 }, { field: 'opened', heading: '上报' }, { field: 'accepted', heading: '受理' }, { field: 'dispatched', heading: '派遣' },
  { field: 'handled', heading: '处置' }, { field: 'onTime', heading: '按时处置' }, { field: 'late', heading: '超时处置' }, { field: 'onTimeRate', heading: '按时率' }, { field: 'returned', heading: '退回' },
  { field: 'sentBack', heading: '核查未过' }, { field: 'closed', heading: '办结' }, { field: 'reopened', heading: '重办' }, { field: 'rated', heading: '评价' }, { field: 'satisfied', heading: '满意' },
  { field: 'satisfiedRate', heading: '满意率' }, { field: 'medianMinutes', heading: '用时中位数（工作分钟）', width: 24 }, { field: 'meanMinutes', heading: '平均用时（工作分钟）', width: 24 },
]

/** A share as both screen and sheet write it; empty where there is nothing to share. */
export const rateOf = (part: number, whole: number): string => (whole === 0 ? '' : `${(Math.round((part / whole) * 1000) / 10).toFixed(1)}%`)

const lineOf = (name: string, code: string | null, figures: Figures) => ({
  name, code, opened: figures.opened, accepted: figures.accepted, dispatched: figures.dispatched, handled: figures.handled, onTime: figures.onTime, late: figures.late, onTimeRate: rateOf(figures.onTime, figures.onTime + figures.late),
  returned: figures.returned, sentBack: figures.sentBack, closed: figures.closed, reopened: figures.reopened, rated: figures.rated, satisfied: figures.satisfied, satisfiedRate: rateOf(figures.satisfied, figures.rated),
  medianMinutes: figures.medianMinutes, meanMinutes: figures.meanMinutes,
})

/** The answer to a question as a sheet: the rows of the screen, then their total. 统计表 */
export function statisticsSheet(statistics: Statistics): Readable {
  async function* lines() {
    for (const { name, code, key: _, ...figures } of statistics.rows) yield lineOf(name === '' ? (statistics.by === 'division' ? '本级（未选到下级）' : '未定') : name, code, figures)
    yield lineOf('合计', null, statistics.total)
  }
  return streamSheet('事件统计', statisticsColumns(statistics.by), lines())
}
