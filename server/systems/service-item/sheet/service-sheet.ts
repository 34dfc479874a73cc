import type { Column } from '#base/spreadsheet'
import type { ItemBook } from '../item/judge-item.ts'
import type { ItemSaid, Material, Span } from '../item/item-said.ts'

export type SheetField = 'code' | 'name' | 'summary' | 'department' | 'act' | 'level' | 'audiences' | 'events' | 'gives' | 'ages' | 'words' | 'conditions' | 'materials' | 'steps' | 'basis' | 'clock' | 'joint' | 'promise' | 'fee' | 'ways' | 'decided' | 'visits' | 'phone' | 'sources' | 'effective'
/** The catalogue as officials fill it in Excel: a list has one entry a line. */
export const itemSheet: readonly Column<SheetField>[] = [
  { field: 'code', heading: '事项编码', required: true, width: 26 }, { field: 'name', heading: '事项名称', required: true, width: 30 }, { field: 'summary', heading: '一句话说明', required: true, width: 40 }, { field: 'department', heading: '主管部门职责', required: true },
  { field: 'act', heading: '事项类型', required: true }, { field: 'level', heading: '行使层级', required: true }, { field: 'audiences', heading: '面向对象', required: true, width: 24 }, { field: 'events', heading: '人生大事', required: true, width: 20 }, { field: 'gives', heading: '办成什么', required: true },
  { field: 'ages', heading: '年龄' }, { field: 'words', heading: '群众说法', width: 40 }, { field: 'conditions', heading: '受理条件', width: 50 }, { field: 'materials', heading: '材料', width: 60 }, { field: 'steps', heading: '流程', width: 40 }, { field: 'basis', heading: '设定依据', required: true, width: 40 },
  { field: 'clock', heading: '法定时限', required: true }, { field: 'joint', heading: '联合办理' }, { field: 'promise', heading: '承诺时限' }, { field: 'fee', heading: '收费', width: 30 }, { field: 'ways', heading: '办理方式' }, { field: 'decided', heading: '办理系统' },
  { field: 'visits', heading: '到现场次数' }, { field: 'phone', heading: '咨询电话' }, { field: 'sources', heading: '内容来源', required: true, width: 30 }, { field: 'effective', heading: '生效日期' },
]

const levels = { 市级: 'city', 区级: 'district', 街镇: 'street', 社区: 'community' }
const ways = { 大厅: 'hall', 社区: 'community', 邮寄: 'post', 电话: 'phone', 网上: 'online' }
const systems = { 自建: 'own', 国垂: 'national', 市垂: 'municipal' }
const pays = { 现金: 'cash', 刷卡: 'card', 网上付: 'online' }
const lines = (cell: string): string[] => cell.split(/[\n、，,；;]/).map((one) => one.trim()).filter((one) => one !== '')
const rows = (cell: string): string[] => cell.split('\n').map((one) => one.trim()).filter((one) => one !== '')
const codeIn = (map: Readonly<Record<string, string>>, word: string): string => map[word] ?? word
const wordIn = (map: Readonly<Record<string, string>>, code: string): string => Object.entries(map).find(([, one]) => one === code)?.[0] ?? code

type Named = readonly Readonly<{ code: string; name: string }>[]
const code = (list: Named, name: string): string => list.find((one) => one.name === name)?.code ?? name
const name = (list: Named, one: string): string => list.find((known) => known.code === one)?.name ?? one

/** What a row says, as an item; a cell that says nothing known stays as it was typed, so that the check names it. */
export function itemOfRow(cells: Readonly<Record<SheetField, string>>, { clocks, terms }: ItemBook): ItemSaid {
  const numbers = cells.ages.split(/[-—~至]/).map((one) => one.trim())
  const number = (cell: string): number => (/^[0-9]+$/.test(cell) ? Number(cell) : (cell as never))
  return {
    code: cells.code, name: cells.name, summary: cells.summary, act: code(clocks.acts, cells.act), level: codeIn(levels, cells.level) as ItemSaid['level'], audiences: lines(cells.audiences).map((one) => code(terms.audiences, one)),
    events: lines(cells.events).map((one) => code(terms.events, one)), gives: lines(cells.gives).map((one) => code(terms.gives, one)), words: lines(cells.words), basis: rows(cells.basis).map(basisOf), clock: code(clocks.clocks, cells.clock), sources: rows(cells.sources),
    ...(cells.ages === '' ? {} : { ages: { ...(numbers[0] ? { from: number(numbers[0]) } : {}), ...(numbers[1] ? { to: number(numbers[1]) } : {}) } }),
    ...(cells.conditions === '' ? {} : { conditions: rows(cells.conditions).map((one) => { const [text = '', resource] = one.split('|'); return resource ? { text, resource } : { text } }) }),
    ...(cells.materials === '' ? {} : { materials: rows(cells.materials).map((one) => materialOf(one, terms.licences)) }), ...(cells.steps === '' ? {} : { steps: rows(cells.steps) }), ...(cells.joint === '是' ? { joint: true } : cells.joint === '' || cells.joint === '否' ? {} : { joint: cells.joint as never }),
    ...(cells.promise === '' ? {} : { promise: spanOf(cells.promise) }), ...(cells.fee === '' ? {} : { fee: feeOf(cells.fee) }), ...(cells.ways === '' ? {} : { ways: lines(cells.ways).map((one) => codeIn(ways, one)) as ItemSaid['ways'] & object }),
    ...(cells.decided === '' ? {} : { decided: codeIn(systems, cells.decided) as 'own' }), ...(cells.visits === '' ? {} : { visits: number(cells.visits) }), ...(cells.phone === '' ? {} : { phone: cells.phone }),
  }
}

/** The other way: an item as a row. */
export function rowOfItem(item: ItemSaid, department: string, { clocks, terms }: ItemBook): Record<SheetField, string> {
  return {
    code: item.code, name: item.name, summary: item.summary, department, act: name(clocks.acts, item.act), level: wordIn(levels, item.level), audiences: item.audiences.map((one) => name(terms.audiences, one)).join('、'), events: item.events.map((one) => name(terms.events, one)).join('、'),
    gives: item.gives.map((one) => name(terms.gives, one)).join('、'), ages: item.ages ? `${item.ages.from ?? ''}-${item.ages.to ?? ''}` : '', words: item.words.join('、'), conditions: (item.conditions ?? []).map(({ text, resource }) => (resource ? `${text}|${resource}` : text)).join('\n'),
    materials: (item.materials ?? []).map((one) => cellOfMaterial(one, terms.licences)).join('\n'), steps: (item.steps ?? []).join('\n'), basis: item.basis.map(({ law, article }) => (article ? `${law}|${article}` : law)).join('\n'), clock: name(clocks.clocks, item.clock), joint: item.joint ? '是' : '',
    promise: item.promise ? cellOfSpan(item.promise) : '', fee: item.fee ? [item.fee.amount, item.fee.text, item.fee.basis, item.fee.pay.map((one) => wordIn(pays, one)).join('/'), ...(item.fee.when === 'submitted' ? [AT_SUBMISSION] : [])].join('|') : '', ways: (item.ways ?? []).map((one) => wordIn(ways, one)).join('、'), decided: item.decided ? wordIn(systems, item.decided) : '',
    visits: item.visits === undefined ? '' : String(item.visits), phone: item.phone ?? '', sources: item.sources.join('\n'), effective: '',
  }
}

const basisOf = (row: string): { law: string; article?: string } => { const [law = '', article] = row.split('|'); return article ? { law, article } : { law } }
const cellOfSpan = (span: Span): string => (span === 'at_once' ? '当场' : `${span.amount} ${span.unit === 'days' ? '日' : '个工作日'}`)
function spanOf(cell: string): Span {
  if (cell === '当场') return 'at_once'
  const said = /^([0-9]{1,3})\s*(个?工作日|日|天|个?自然日)$/.exec(cell)
  return said ? { amount: Number(said[1]), unit: said[2]!.endsWith('工作日') ? 'working_days' : 'days' } : (cell as never)
}
const AT_SUBMISSION = '提交时缴'
function feeOf(cell: string): ItemSaid['fee'] & object {
  const [amount = '', text = '', basis = '', pay = '', when = ''] = cell.split('|').map((one) => one.trim())
  return { amount: /^[0-9.]+$/.test(amount) ? Number(amount) : (amount as never), text, basis, pay: pay.split('/').map((one) => codeIn(pays, one)) as never, ...(when === '' ? {} : { when: when === AT_SUBMISSION ? 'submitted' as const : (when as never) }) }
}

const parts = { 原件: 'originals', 复印件: 'copies' } as const
/** 户口簿|原件 1|情形：外地户籍|备注：…|证照：居民户口簿|目录：101004000002 */
function materialOf(row: string, licences: Named): Material {
  const [named = '', ...rest] = row.split('|').map((one) => one.trim())
  const found: Record<string, unknown> = { name: named }
  const from: { licence?: string; resource?: string } = {}
  for (const part of rest) {
    const [, kind = '', value = ''] = /^(原件|复印件|情形|备注|证照|目录)[：:\s]*(.*)$/.exec(part) ?? []
    if (kind === '原件' || kind === '复印件') found[parts[kind]] = /^[0-9]$/.test(value) ? Number(value) : value
    else if (kind === '情形') found['when'] = value
    else if (kind === '备注') found['note'] = value
    else if (kind === '证照') from.licence = code(licences, value)
    else if (kind === '目录') from.resource = value
    else found['name'] = row // not understood: the shape names the cell
  }
  return { ...(found as { name: string }), ...(Object.keys(from).length > 0 ? { from } : {}) }
}
const cellOfMaterial = (one: Material, licences: Named): string =>
  [one.name, one.originals === undefined ? '' : `原件 ${one.originals}`, one.copies === undefined ? '' : `复印件 ${one.copies}`, one.when ? `情形：${one.when}` : '', one.note ? `备注：${one.note}` : '', one.from?.licence ? `证照：${name(licences, one.from.licence)}` : '', one.from?.resource ? `目录：${one.from.resource}` : ''].filter((part) => part !== '').join('|')
