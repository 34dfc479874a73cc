import { drawPaper } from '#base/paper'
import { fieldsOf, type Field, type Plain } from '#base/form'
import { conditionWords } from './condition-words.ts'
import { asked, paperAddress, papersOf, type PaperForm } from './paper-form.ts'

const [INK_2, LINE, SHADE] = ['#40525a', '#8a979c', '#e9f0f2']
const WIDTH = 495
const digits: Partial<Record<Field['widget'], number>> = { identity_number: 18, credit_code: 18, phone: 11, bank_card: 19 }

/** A sheet to write on: large, each question with its box, and a code by which a counter opens the same form. The same form gives the same bytes. 纸质申请表版面 */
export function drawPaperForm(paper: PaperForm, origin: string): Promise<Buffer> {
  const { name, version, item, form, reads, city, since, phone, filled } = paper
  const { bring, spared } = papersOf(paper)
  const only = (when: Field['when']): object[] => (when ? [{ text: `只有${conditionWords(form, when)}，才填`, fontSize: 12, color: INK_2 }] : [])
  let count = 0
  const question = (field: Field, above: readonly object[]): object => ({
    unbreakable: true, margin: [0, 10, 0, 0],
    stack: [...above, { text: [{ text: `${String(++count)}. ${field.label}` }, ...(field.required ? [] : [{ text: '（可以不填）', fontSize: 12, bold: false }])], fontSize: 15, bold: true }, ...only(field.when), ...(field.help ? [{ text: field.help, fontSize: 12, color: INK_2 }] : []), room(field, filled?.values[field.field])],
  })
  const heading = (part: PaperForm['form']['parts'][number]): object[] => [{ text: part.title, fontSize: 17, bold: true, margin: [0, 8, 0, 0] }, { canvas: [{ type: 'line', x1: 0, y1: 0, x2: WIDTH, y2: 0, lineWidth: 1, lineColor: LINE }], margin: [0, 0, 0, 6] }, ...only(part.when), ...(part.help ? [{ text: part.help, fontSize: 12, color: INK_2 }] : [])]
  const said = Map.groupBy(reads, ({ unit, name: of }) => unit || of)
  const known = (field: Field): string => (filled?.given.has(field.field) ? `${field.label}：${inWords(field, filled.values[field.field])}` : field.label)
  const day = new Date(since)
  return drawPaper({
    pageSize: 'A4', pageMargins: [50, 46, 50, 50], defaultStyle: { font: 'Noto', fontSize: 14, lineHeight: 1.35, color: '#101c21' }, info: { title: form.title, creationDate: day, modDate: day, producer: 'Haihe', creator: 'Haihe' },
    footer: (page: number, pages: number) => ({ columns: [{ text: `${form.title}　${item} ${version}${filled ? ` ${filled.number}` : ''}` }, { text: `第 ${page} 页，共 ${pages} 页`, alignment: 'right', width: 110 }], margin: [50, 14, 50, 0], fontSize: 9, color: INK_2 }),
    content: [
      { columns: [
        { width: '*', stack: [{ text: city, fontSize: 12, color: INK_2 }, { text: form.title, fontSize: 24, bold: true, margin: [0, 2, 0, 4] }, { text: `用于办“${name}”。用黑色笔写，选中的格子里打勾。写好交到任何一个政务服务大厅的综合窗口，或者交给社区。${phone ? `不会填打 ${phone}，也可以到窗口，有人帮着填。` : '不会填就到窗口，有人帮着填。'}`, fontSize: 12 }, ...(filled ? [{ text: `办件号 ${filled.number}`, fontSize: 15, bold: true, margin: [0, 4, 0, 0] }] : [])] },
        { width: 116, stack: [{ qr: paperAddress(origin, paper), fit: 108, eccLevel: 'M', alignment: 'right' }, { text: '窗口扫这个码', fontSize: 10, color: INK_2, alignment: 'right' }] },
      ] },
      ...(said.size > 0 ? [{ margin: [0, 10, 0, 0], table: { widths: ['*'], body: [[{ fillColor: SHADE, margin: [8, 6, 8, 6], stack: [
        { text: filled ? '这些由政府数据代填，不用写，请核对' : '这些由政府数据代填，不用写', bold: true, fontSize: 14 },
        ...[...said].map(([unit, some]) => ({ text: `${some.flatMap(({ fields }) => fieldsOf(form).filter(({ field }) => fields.includes(field))).map(known).join('、')}（${unit}）`, fontSize: 12 })),
        { columns: [tick(false), { text: '同意为办这一件读取', width: 'auto' }, { text: '', width: 18 }, tick(false), { text: '不同意，我带材料来，一样办', width: '*' }], columnGap: 6, fontSize: 13, margin: [0, 5, 0, 0] },
      ] }]] }, layout: 'noBorders' }] : []),
      ...asked(paper).flatMap((part) => part.fields.map((field, at) => question(field, at === 0 ? heading(part) : []))),
      { unbreakable: true, margin: [0, 16, 0, 0], stack: [
        { text: '带什么', fontSize: 17, bold: true },
        bring.length > 0 ? { ul: bring.map(({ name: one, note, when }) => ({ text: [one, ...(note ? [{ text: `（${note}）`, fontSize: 12 }] : []), ...(when ? [{ text: `　只有${conditionWords(form, when)}，才带`, fontSize: 12, color: INK_2 }] : [])] })) } : { text: '除了身份证，什么都不用带。' },
        ...(spared.length > 0 ? [{ text: `不用带：${spared.join('、')}。政府里已经有。`, fontSize: 12, color: INK_2, margin: [0, 4, 0, 0] }] : []),
      ] },
      { unbreakable: true, margin: [0, 18, 0, 0], stack: [
        { text: '以上是我本人的意思，所填属实。', bold: true },
        { columns: [{ text: '本人签名（不会写的按手印）', width: 190 }, line(150), { text: '日期', width: 34 }, line(90)], margin: [0, 22, 0, 0], fontSize: 13 },
        { columns: [{ text: '代写、按手印时的见证人签名', width: 190 }, line(150), { text: '日期', width: 34 }, line(90)], margin: [0, 26, 0, 0], fontSize: 13 },
      ] },
    ],
  })
}

const line = (width: number): object => ({ width: width + 6, canvas: [{ type: 'line', x1: 0, y1: 17, x2: width, y2: 17, lineWidth: 0.8, lineColor: LINE }] })
const tick = (on: boolean): object => ({ width: 16, canvas: [{ type: 'rect', x: 0, y: 3, w: 14, h: 14, lineWidth: 1, lineColor: '#101c21' }, ...(on ? [{ type: 'polyline', points: [{ x: 3, y: 10 }, { x: 6, y: 14 }, { x: 12, y: 5 }], lineWidth: 1.8, lineColor: '#101c21' }] : [])] })
const cell = (text: string, height: number): object => ({ text: text === '' ? ' ' : text, fontSize: 13, margin: [0, (height - 20) / 2, 0, (height - 20) / 2] })
const boxes = (many: number, value: string): object => ({ table: { widths: Array.from({ length: many }, () => 15), body: [Array.from({ length: many }, (_, at) => ({ ...cell(value[at] ?? '', 26), alignment: 'center' }))] }, layout: grid, margin: [0, 4, 0, 0] })
const space = (height: number, value: string, width = WIDTH - 16): object => ({ table: { widths: [width], body: [[{ ...cell(value, 26), margin: [0, 3, 0, value === '' ? height - 23 : 3] }]] }, layout: grid, margin: [0, 4, 0, 0] })
const grid = { hLineWidth: () => 0.8, vLineWidth: () => 0.8, hLineColor: () => LINE, vLineColor: () => LINE, paddingLeft: () => 4, paddingRight: () => 4, paddingTop: () => 0, paddingBottom: () => 0 }
const choice = (words: string, on: boolean): object => ({ columns: [tick(on), { text: words, width: '*' }], columnGap: 6, margin: [0, 3, 0, 0] })

/** Room to answer in, with what is known already. */
function room(field: Field, value: unknown): object {
  const { widget, options = [], columns = [] } = field
  const [text, many] = [inWords(field, value), digits[widget]]
  if (many !== undefined) return boxes(many, typeof value === 'string' ? value : '')
  if (widget === 'choice' || widget === 'choices') {
    const chosen = Array.isArray(value) ? (value as Plain[]) : [value]
    return { stack: [...(widget === 'choices' ? [{ text: '可以选几个', fontSize: 12, color: INK_2 }] : []), ...(options.reduce((sum, { label }) => sum + label.length + 3, 0) <= 30 // short ones stand in a row
      ? [{ columns: options.flatMap((one) => [tick(chosen.includes(one.value)), { text: one.label, width: 'auto', margin: [0, 0, 14, 0] }]), columnGap: 6, margin: [0, 4, 0, 0] }]
      : options.map((one) => choice(one.label, chosen.includes(one.value))))] }
  }
  if (widget === 'yes_no') return { columns: [tick(value === true), { text: '是', width: 60 }, tick(value === false), { text: '否', width: '*' }], columnGap: 6, margin: [0, 4, 0, 0] }
  if (widget === 'consent') return choice('同意', value === true)
  if (widget === 'date') { const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : []; return { columns: [{ ...boxes(4, year), width: 'auto' }, unit('年'), { ...boxes(2, month), width: 'auto' }, unit('月'), { ...boxes(2, day), width: 'auto' }, unit('日')], columnGap: 4 } }
  if (widget === 'month') { const [year = '', month = ''] = typeof value === 'string' ? value.split('-') : []; return { columns: [{ ...boxes(4, year), width: 'auto' }, unit('年'), { ...boxes(2, month), width: 'auto' }, unit('月')], columnGap: 4 } }
  if (widget === 'person') { const one = (value ?? {}) as Record<string, unknown>; return { stack: [{ text: '姓名', fontSize: 12 }, space(28, String(one['name'] ?? '')), { text: '公民身份号码', fontSize: 12 }, boxes(18, String(one['identity_number'] ?? '')), ...columns.map((column) => ({ stack: [{ text: column.label, fontSize: 12 }, room(column, one[column.field])] }))] } }
  if (widget === 'list') { const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : []; return { table: { headerRows: 1, widths: columns.map(() => '*'), body: [columns.map(({ label, options: of }) => ({ text: of ? `${label}（${of.map((one) => one.label).join('、')}）` : label, fontSize: 11 })), ...Array.from({ length: Math.max(4, rows.length) }, (_, at) => columns.map((column) => cell(inWords(column, rows[at]?.[column.field]), 30)))] }, layout: grid, margin: [0, 4, 0, 0] } }
  if (widget === 'money') return { columns: [{ ...space(28, text, 240), width: 'auto' }, unit('元')], columnGap: 6 }
  if (widget === 'region') return { stack: [{ text: '写到街道（镇）和社区（村）', fontSize: 12, color: INK_2 }, space(28, text)] }
  return space(widget === 'long' ? 110 : 30, text)
}
const unit = (text: string): object => ({ text, width: 24, margin: [0, 8, 0, 0] })

/** A value in words; nothing for what is not known. */
function inWords(field: Field, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map((one) => inWords(field, one)).join('、')
  if (typeof value === 'object') return Object.values(value).map(String).join(' ')
  return field.options?.find((one) => one.value === value)?.label ?? String(value)
}
