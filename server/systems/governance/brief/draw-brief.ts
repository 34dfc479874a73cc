import { drawPaper } from '#base/paper'
import type { BriefContent, Figures } from '../contract.ts'
import { rateOf } from '../statistics/statistics-sheet.ts'

const RIVER = '#0e5f73', INK_2 = '#40525a', LINE = '#dbe2e3', SUNKEN = '#e8eded', ALERT = '#96281c'
const hours = (minutes: number | null): string => (minutes === null ? '—' : minutes < 60 ? `${minutes} 工作分` : `${(minutes / 60).toFixed(1)} 工作时`)
const rate = (part: number, whole: number): string => rateOf(part, whole) || '—'

const lines: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['上报', ({ opened }) => String(opened)], ['受理', ({ accepted }) => String(accepted)], ['派遣', ({ dispatched }) => String(dispatched)], ['处置', ({ handled }) => String(handled)],
  ['按时率', (figures) => rate(figures.onTime, figures.onTime + figures.late)], ['退回', ({ returned }) => String(returned)], ['核查未过', ({ sentBack }) => String(sentBack)], ['办结', ({ closed }) => String(closed)],
  ['重办', ({ reopened }) => String(reopened)], ['满意率', (figures) => rate(figures.satisfied, figures.rated)], ['用时中位数', ({ medianMinutes }) => hours(medianMinutes)],
]

/** Headings stand over what they name: figures to the right, from the column that is given. */
const head = (figuresFrom: number, ...words: string[]) => words.map((text, at) => ({ text, color: INK_2, fillColor: SUNKEN, fontSize: 9, alignment: at >= figuresFrom ? 'right' : 'left' }))
const right = (text: string | number) => ({ text: String(text), alignment: 'right' })
const table = (widths: (string | number)[], body: unknown[][]) => ({
  table: { headerRows: 1, widths, body, dontBreakRows: true }, margin: [0, 2, 0, 8],
  layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => LINE, paddingTop: () => 1.5, paddingBottom: () => 1.5 },
})
const title = (text: string) => ({ text, bold: true, fontSize: 12, color: RIVER, margin: [0, 10, 0, 4], headlineLevel: 1 })
const orNone = (some: boolean, shown: object, words: string) => (some ? shown : { text: words, color: INK_2 })

/** The brief on paper. The same content gives the same bytes: its own time stands in it, not the printer's. 简报版面 */
export async function drawBrief(content: BriefContent): Promise<Buffer> {
  const { kind, division, from, to, figures, figuresBefore, before } = content
  const period = kind === 'daily' ? from : `${from} 至 ${to}`
  const name = kind === 'daily' ? '事件日报' : '事件周报'
  const definition = {
    pageSize: 'A4', pageMargins: [48, 52, 48, 48], defaultStyle: { font: 'Noto', fontSize: 10, lineHeight: 1.25, color: '#17262d' },
    info: { title: `${division}${name} ${period}`, creationDate: new Date(content.madeAt), modDate: new Date(content.madeAt), producer: 'Haihe', creator: 'Haihe' },
    footer: (page: number, pages: number) => ({ columns: [{ text: `${division} ${name} ${period}` }, { text: `${page} / ${pages}`, alignment: 'right' }], margin: [48, 12, 48, 0], fontSize: 8, color: INK_2 }),
    pageBreakBefore: (node: { headlineLevel?: number }, { getFollowingNodesOnPage }: { getFollowingNodesOnPage(): unknown[] }) => node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
    content: [
      { text: `${division} ${name}`, bold: true, fontSize: 20 }, { text: `${period}，${content.madeTime} 制作`, color: INK_2, margin: [0, 2, 0, 8] },
      { text: `上报 ${figures.opened} 件，处置 ${figures.handled} 件，按时率 ${rate(figures.onTime, figures.onTime + figures.late)}；制作时未办结 ${content.open} 件，其中逾期 ${content.overdue} 件。`, fontSize: 12, margin: [0, 0, 0, 4] },
      title('本期与上期'), table(['*', 110, 150], [head(1, '指标', kind === 'daily' ? period : '本期', `上期（${kind === 'daily' ? before.from : `${before.from} 至 ${before.to}`}）`), ...lines.map(([word, of]) => [word, right(of(figures)), right(of(figuresBefore))])]),
      title('各地'), orNone(content.places.length > 0, table(['*', 46, 46, 60, 46, 46, 60], [head(1, '区划', '上报', '处置', '按时率', '退回', '办结', '满意率'),
        ...content.places.map((row) => [row.name, right(row.opened), right(row.handled), right(rate(row.onTime, row.onTime + row.late)), right(row.returned), right(row.closed), right(rate(row.satisfied, row.rated))])]), '本期没有办理动作。'),
      title('未办结最久的十件'), orNone(content.oldest.length > 0, table([78, '*', 92, 60, 44], [head(4, '编号', '事项和地点', '主办单位', '状态', '天数'),
        ...content.oldest.map((row) => [row.number, `${row.item ?? '未定事项'}\n${row.division}`, row.unit ?? '未派遣', { text: row.overdue ? `${row.state}\n已逾期` : row.state, color: row.overdue ? ALERT : undefined }, right(row.days)])]), '没有未办结的事件。'),
      title('反复发生的地方'), orNone(content.repeated.length > 0, table(['*', '*', 60], [head(2, '地点', '事项', '本期件数'), ...content.repeated.map((row) => [row.division, row.item, right(row.count)])]), '没有一处同一事项发生两次以上。'),
      title('各单位退回'), orNone(content.returns.length > 0, table(['*', 70, 70], [head(1, '单位', '退回', '本期派给'), ...content.returns.map((row) => [row.unit, right(row.returned), right(row.dispatched)])]), '本期没有退回。'),
      { text: '各数按办理动作发生的那一天计。核查未过后再处置的，处置计两次。满意为评价三星及以上。用时从上报（重办的从重办）起算到处置完成，只算工作时间，中位数误差不超过 2.5%。举报和家里的事只计数，不列地点。', fontSize: 8, color: INK_2, margin: [0, 12, 0, 0] },
    ],
  }
  return drawPaper(definition)
}
