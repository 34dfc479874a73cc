import { init, use } from 'echarts/core'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer])

/** Figures are counts unless `fractions` says otherwise. */
export type Drawn = { kind: 'line' | 'bars', names: string[], series: { name: string, values: number[] }[], fractions?: boolean }
export type Chart = { draw: (drawn: Drawn) => void, close: () => void }

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Lines for what runs on, bars laid flat for what is compared; colours from the tokens, nothing that moves (画图). */
export const openChart = (box: HTMLElement, choose: (at: number) => void): Chart => {
  const chart = init(box, null, { renderer: 'svg' })
  chart.on('click', ({ dataIndex }) => { choose(dataIndex) })
  const size = new ResizeObserver(() => { chart.resize() })
  size.observe(box)
  const ink = { color: token('--chart-axis'), fontSize: 12, fontFamily: token('--font-ui') }
  const draw = ({ kind, names, series, fractions = false }: Drawn): void => {
    const line = kind === 'line'
    const category = { type: 'category' as const, data: names, axisLabel: { ...ink, ...line ? { hideOverlap: true } : { interval: 0, width: 110, overflow: 'truncate' as const } }, axisTick: { show: false }, axisLine: { lineStyle: { color: token('--chart-grid') } }, inverse: !line }
    const value = { type: 'value' as const, ...fractions ? { scale: line } : { minInterval: 1 }, axisLabel: ink, splitLine: { lineStyle: { color: token('--chart-grid') } } }
    chart.setOption({
      animation: false, textStyle: { fontFamily: token('--font-ui') }, grid: { left: 8, right: 20, top: 14, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', confine: true, axisPointer: { type: line ? 'line' : 'shadow' } }, xAxis: line ? category : value, yAxis: line ? value : category,
      series: series.map(({ name, values }, index) => line
        ? { type: 'line' as const, name, data: values, symbol: names.length > 62 ? 'none' : ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle'][index], symbolSize: 6, lineStyle: { width: 2, type: (['solid', 'dashed', 'dotted'] as const)[index] ?? 'solid' }, itemStyle: { color: token(`--chart-${index + 1}`) } }
        : { type: 'bar' as const, name, stack: 'all', data: values, barMaxWidth: 18, itemStyle: { color: token(`--chart-${index + 1}`) } }),
    }, true)
  }
  return { draw, close: () => { size.disconnect(); chart.dispose() } }
}
