import { drawPaper } from '#base/paper'
import { sealArt } from './seal-art.ts'
import type { LicenceContent } from './licence-content.ts'

const RIVER = '#0e5f73', DEEP = '#083342', INK_2 = '#40525a', LINE = '#c3cdd0', PAPER = '#fbfaf6'
const [WIDTH, HEIGHT] = [595.28, 419.53] // A5, lying

/** The river that runs into one, as on the card of the phone. */
const river = (): string => {
  const lines = Array.from({ length: 9 }, (_, at) => `<path d="M${-60 + at * 46} ${at % 2 ? 128 : -12}C${at * 46} ${at % 2 ? 128 : -12} ${at * 46 + 20} 92 ${60 + at * 50} 92H${WIDTH + 10}" stroke-width="${1 + at * 0.55}"/>`).join('')
  return `<svg viewBox="0 0 ${WIDTH} 104" width="${WIDTH}" height="104"><rect width="${WIDTH}" height="104" fill="${DEEP}"/><g fill="none" stroke="#8fc4d0" stroke-opacity=".34">${lines}</g></svg>`
}

/** The licence of record on paper, drawn from its content alone: the same content gives the same bytes. 证照版面 */
export function drawLicence({ kind, unit, city, number, holder, fields, from, until, issuedOn, basis, code, demo }: LicenceContent): Promise<Buffer> {
  const date = new Date(`${issuedOn}T00:00:00Z`)
  const row = ([label, value]: readonly [string, string]) => [{ text: label, color: INK_2, fontSize: 10 }, { text: value, fontSize: value.length > 60 ? 9 : 12 }]
  const said: (readonly [string, string])[] = [
    ['持证主体', holder.name], ['持证主体代码', holder.number], ...fields.map(({ label, value }) => [label, String(value)] as const), ['证照编号', number], ['有效期', until === null ? `${from} 起，长期有效` : `${from} 至 ${until}`],
  ]
  return drawPaper({
    pageSize: { width: WIDTH, height: HEIGHT }, pageMargins: [40, 118, 40, 34], defaultStyle: { font: 'Noto', fontSize: 11, lineHeight: 1.2, color: '#101c21' },
    info: { title: `${kind.name} ${number}`, creationDate: date, modDate: date, producer: 'Haihe', creator: 'Haihe' },
    ...(demo ? { watermark: { text: '演示', color: RIVER, opacity: 0.07, bold: true, angle: -30 } } : {}),
    background: () => [
      { canvas: [{ type: 'rect', x: 0, y: 0, w: WIDTH, h: HEIGHT, color: PAPER }] }, { svg: river(), absolutePosition: { x: 0, y: 0 } },
      { text: `${city}电子证照`, color: '#b9d0d6', fontSize: 10, absolutePosition: { x: 40, y: 22 } }, { text: kind.name, color: '#f1f7f7', fontSize: 27, bold: true, characterSpacing: 2.5, absolutePosition: { x: 40, y: 42 } },
    ],
    footer: () => ({ text: `依据 ${basis.join('、')}。扫码可验：不联网也能验真；文件可按哈希核对。电子印章与实物印章具有同等法律效力（国务院令第716号第九条）。${demo ? '演示数据，查无此人。' : ''}`, fontSize: 7.5, color: INK_2, margin: [40, 0, 40, 0] }),
    content: [
      { columns: [
        { width: '*', table: { widths: [84, '*'], body: said.map(row) }, layout: { hLineWidth: (at: number) => (at === 0 || at === said.length ? 0 : 0.5), vLineWidth: () => 0, hLineColor: () => LINE, paddingTop: () => 4, paddingBottom: () => 4, paddingLeft: () => 0 } },
        { width: 150, stack: [{ qr: code, fit: 138, eccLevel: 'M', alignment: 'right', foreground: '#101c21', background: PAPER }, { text: '扫码验真', fontSize: 8, color: INK_2, alignment: 'center', margin: [44, 4, 0, 0] }] },
      ], columnGap: 20 },
      { svg: sealArt(unit), width: 104, absolutePosition: { x: 330, y: 272 } },
      { stack: [{ text: unit, bold: true }, { text: issuedOn, color: INK_2 }], alignment: 'right', absolutePosition: { x: 40, y: 338 } },
    ],
  })
}
