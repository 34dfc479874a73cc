import { drawPaper } from '#base/paper'
import type { LetterContent } from './write-letter.ts'

const [INK_2, LINE] = ['#40525a', '#c3cdd0']

/** A letter on paper, drawn from what it says alone: the same content gives the same bytes. 文书版面 */
export function drawLetter({ title, number, unit, city, to, writtenOn, paragraphs, list, remedies, source }: LetterContent): Promise<Buffer> {
  const date = new Date(`${writtenOn}T00:00:00Z`)
  return drawPaper({
    pageSize: 'A4', pageMargins: [72, 72, 72, 60], defaultStyle: { font: 'Noto', fontSize: 12, lineHeight: 1.6, color: '#101c21' },
    info: { title: `${title} ${number}`, creationDate: date, modDate: date, producer: 'Haihe', creator: 'Haihe' },
    footer: (page: number, pages: number) => ({ columns: [{ text: `依据 ${source}` }, { text: `${page} / ${pages}`, alignment: 'right', width: 50 }], margin: [72, 14, 72, 0], fontSize: 8, color: INK_2 }),
    content: [
      { text: unit, alignment: 'center', fontSize: 14 }, { text: title, alignment: 'center', fontSize: 22, bold: true, margin: [0, 6, 0, 4] }, { text: number, alignment: 'right', color: INK_2, fontSize: 10 },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 451, y2: 0, lineWidth: 0.7, lineColor: LINE }], margin: [0, 4, 0, 14] },
      { text: `${to}：` }, ...paragraphs.filter((text) => text.trim() !== '').map((text) => ({ text: `　　${text}`, margin: [0, 4, 0, 0] })),
      ...(list.length > 0 ? [{ ol: [...list], margin: [24, 8, 0, 8] }] : []),
      ...remedies.map(({ name, text, body, source: law }) => ({ text: `　　${name}：${text}。向谁提出：${body}（${law}）。`, margin: [0, 6, 0, 0] })),
      { stack: [{ text: unit }, { text: writtenOn }], alignment: 'right', margin: [0, 40, 0, 0] }, { text: city, alignment: 'right', fontSize: 9, color: INK_2 },
    ],
  })
}
