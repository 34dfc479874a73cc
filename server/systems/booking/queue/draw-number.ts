import { drawPaper } from '#base/paper'

/** What a number's slip says; `rate`: where whoever holds it says how it was, once the window is done. */
export type NumberSlip = Readonly<{ hall: string; kind: string; ticket: string; takenAt: Date; said: string; rate: string | null }>

/** The slip with a number to wait with, as wide as the roll of a ticket printer. 号票 */
export const drawNumber = ({ hall, kind, ticket, takenAt, said, rate }: NumberSlip): Promise<Buffer> => drawPaper({
  pageSize: { width: 164, height: rate === null ? 190 : 320 }, pageMargins: [12, 14, 12, 10], defaultStyle: { font: 'Noto', fontSize: 10, lineHeight: 1.3, alignment: 'center' }, info: { title: ticket, creationDate: takenAt, modDate: takenAt, producer: 'Haihe', creator: 'Haihe' },
  content: [
    { text: hall }, { text: kind, bold: true }, { text: ticket, fontSize: 40, bold: true, margin: [0, 4, 0, 0] }, { text: said, fontSize: 9 }, { text: '听叫号，看屏幕。过了号告诉工作人员，可以重新排队。', fontSize: 9, margin: [0, 6, 0, 0] },
    ...(rate === null ? [] : [{ qr: rate, fit: 92, eccLevel: 'M', margin: [0, 8, 0, 2] }, { text: '办完请扫码评价，一次有效。打分的人是谁，窗口看不到。', fontSize: 9 }]),
  ],
})
