import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { drawPaper } from '#base/paper'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { cabinetOf } from '../choice/show-receiving.ts'
import { deliverySettings } from '../delivery-settings.ts'
import { requireOfUnit } from './find-parcel.ts'
import { labelOf } from './label-of.ts'
import { addressOf, PURPOSE } from './pack-parcel.ts'

export type Label = Readonly<{ number: string; way: string; from: string; application: string; tracking: string | null; box: string | null; cabinet: string | null; to: Readonly<{ name: string; phone: string; address: string }> | null; at: Date }>

/** What stands on a label, name, telephone and address open: for a purpose, with a leaf that the person sees. On a cabinet's there is none of it. 面单内容 */
export async function openLabel(deed: Deed, id: string): Promise<Label> {
  const row = await requireOfUnit(deed, id)
  const { number, state } = await requireMatter(deed, id)
  if (!['packed', 'dispatched', 'moving'].includes(state)) throw conflict('delivery.no_label_now')
  const label = await labelOf(deed, id)
  const settings = await deliverySettings(deed)
  const to = row.way === 'locker' ? null : await addressOf(deed, row)
  if (to) await appendLeaf({ ...deed, purpose: PURPOSE }, { kind: 'delivery.label_printed', subjects: [row.person_id], payload: { parcel: id, application: row.application, fields: ['name', 'phone', 'address'] } })
  const from = (await findUnits(deed, [row.unit_id])).get(row.unit_id)?.name ?? row.unit_id
  return { number, way: row.way === 'post' ? settings.carrier : row.way === 'locker' ? '自助柜' : '社区送上门', from, application: row.application, tracking: label?.tracking ?? null, box: label?.box ?? null, cabinet: cabinetOf(settings, row.cabinet)?.name ?? null, to, at: deed.now }
}

const INK_2 = '#40525a'
/** The label for the envelope: to whom large, the carrier's number as a code. 面单 */
export const drawLabel = ({ number, way, from, application, tracking, box, cabinet, to, at }: Label): Promise<Buffer> => drawPaper({
  pageSize: 'A6', pageOrientation: 'landscape', pageMargins: [22, 20, 22, 18], defaultStyle: { font: 'Noto', fontSize: 10, lineHeight: 1.4, color: '#101c21' }, info: { title: number, creationDate: at, modDate: at, producer: 'Haihe', creator: 'Haihe' },
  content: [
    { columns: [{ stack: [{ text: way, fontSize: 13, bold: true }, { text: tracking ?? number, fontSize: 14, margin: [0, 2, 0, 0] }] }, { width: 76, stack: [{ qr: tracking ?? number, fit: 72, eccLevel: 'M', alignment: 'right' }] }] },
    ...(to ? [{ text: '收件人', color: INK_2, margin: [0, 4, 0, 0] }, { text: `${to.name}　${to.phone}`, fontSize: 16, bold: true }, { text: to.address, fontSize: 13, margin: [0, 2, 0, 0] }] : [{ text: cabinet ?? '', fontSize: 16, bold: true, margin: [0, 8, 0, 0] }, { text: `柜格 ${box ?? ''}`, fontSize: 22, bold: true }]),
    { text: `寄件 ${from}　办件号 ${application}`, color: INK_2, margin: [0, 8, 0, 0] },
  ],
})
