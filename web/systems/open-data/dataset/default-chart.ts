import type { Chart, OpenColumn } from '#contracts/open-data'

export type Asked = { by: string, measure: string, how: string }

/** Columns to group by, the likeliest first: days, then words, then numbers. */
export const groupings = (columns: readonly OpenColumn[]): OpenColumn[] => (['day', 'category', 'number'] as const).flatMap(role => columns.filter(column => column.role === role))
export const measures = (columns: readonly OpenColumn[]): OpenColumn[] => columns.filter(column => column.role === 'number')
export const mayDraw = (columns: readonly OpenColumn[]): boolean => groupings(columns).length > 0

const MOST_TRIED = 6
/** Whether a picture of it says more than the table: several groups, not all alike, not mostly blanks, and not one row to each unless something is measured. */
const isTelling = ({ points, groups }: Chart, { role }: OpenColumn, measured: boolean, rows: number): boolean => {
  if (groups < 2 || (!measured && groups * 2 > rows)) return false
  if (role === 'day') return groups <= 500
  const [values, blank] = [points.map(point => point.value), points.find(point => point.key === null || point.key === '')?.value ?? 0]
  return groups <= 60 && blank * 2 <= rows && Math.max(...values) > 1.1 * Math.min(...values)
}

/** What to draw when nobody chose: the first grouping that tells something (默认图). */
export const defaultChart = async (columns: readonly OpenColumn[], rows: number, ask: (asked: Asked) => Promise<Chart>): Promise<{ asked: Asked, chart: Chart } | null> => {
  const [measure] = measures(columns)
  let plain: { asked: Asked, chart: Chart } | null = null // two groups are a picture only where there is none of more
  for (const column of groupings(columns).filter(one => one.role !== 'number').slice(0, MOST_TRIED)) {
    const measured = column.role === 'day' && measure !== undefined
    const asked = { by: column.field, measure: measured ? measure.field : '', how: measured ? 'average' : '' }
    const chart = await ask(asked)
    if (!isTelling(chart, column, measured, rows)) continue
    if (chart.groups > 2) return { asked, chart }
    plain ??= { asked, chart }
  }
  return plain
}
