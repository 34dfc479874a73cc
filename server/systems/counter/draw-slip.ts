import { drawPaper } from '#base/paper'
import type { ReceiptSlip } from '#systems/application'

const [INK_2, LINE] = ['#40525a', '#c3cdd0']

/** The slip that a counter gives: the number large, what was taken, and a code that opens the application on any phone. 收件凭证 */
export const drawSlip = ({ number, item, unit, to, receipt, papers }: ReceiptSlip, { address, rate, at, hall }: Readonly<{ address: string; rate: string | null; at: Date; hall: string }>): Promise<Buffer> => drawPaper({
  pageSize: 'A5', pageMargins: [40, 40, 40, 40], defaultStyle: { font: 'Noto', fontSize: 11, lineHeight: 1.5, color: '#101c21' }, info: { title: number, creationDate: at, modDate: at, producer: 'Haihe', creator: 'Haihe' },
  content: [
    { text: hall, alignment: 'center', color: INK_2 }, { text: receipt?.title ?? '接着办凭证', alignment: 'center', fontSize: 20, bold: true, margin: [0, 2, 0, 8] },
    { columns: [{ stack: [{ text: item, fontSize: 14, bold: true }, { text: number, fontSize: 16, margin: [0, 4, 0, 0] }, { text: `${to}　${unit}`, color: INK_2 }] }, { width: 130, stack: [{ qr: address, fit: 120, eccLevel: 'M', alignment: 'right' }] }] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 339, y2: 0, lineWidth: 0.7, lineColor: LINE }], margin: [0, 8, 0, 8] },
    ...(receipt?.paragraphs ?? ['这件事已经在窗口开始办，还没有提交。扫右上角的码，用登记的手机号登录就能接着填、接着交；也可以带着这张凭证和身份证回到窗口。']).map((text) => ({ text: `　　${text}`, margin: [0, 0, 0, 4] })),
    ...(papers.length > 0 ? [{ text: '收到的材料', bold: true, margin: [0, 6, 0, 2] }, { ul: papers.map(({ name, many }) => `${name}　${many} 份`) }] : []),
    ...(rate === null ? [] : [{ unbreakable: true, columns: [{ width: 84, qr: rate, fit: 76, eccLevel: 'M' }, { width: '*', text: '离开窗口以后，请扫左边的码评价这次接待，一次有效，不用登录。打分的人是谁，窗口看不到。', fontSize: 10, margin: [0, 10, 0, 0] }], columnGap: 8, margin: [0, 10, 0, 0] }]),
    { text: `扫码看进度：${address}`, fontSize: 8, color: INK_2, margin: [0, 12, 0, 0] }, ...(receipt ? [{ text: `依据 ${receipt.source}`, fontSize: 8, color: INK_2 }] : []),
  ],
})
