import { cityDay, cityTime } from '#base/clock'
import type { CopyPart } from './copy-parts.ts'

type Where = Readonly<{ city: string; zone: string; now: Date }>
const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page of a copy that people read: opens from a disk, fetches nothing. 副本首页 */
export function copyPage(parts: readonly CopyPart[], { city, zone, now }: Where): string {
  const instant = (at: string): string => `${cityDay(new Date(at), zone)} ${cityTime(new Date(at), zone)}`
  const words = (text: string): string => safe(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? instant(text) : text)
  const row = (fields: CopyPart['rows'][number]): string => `<dl>${Object.entries(fields).map(([label, value]) => `<div><dt>${safe(label)}</dt><dd>${words(value)}</dd></div>`).join('')}</dl>`
  const section = ({ title, about, rows, more, file }: CopyPart, at: number): string =>
    `<section id="p${at}"><h2>${safe(title)}<small>${rows.length} 条</small></h2>${about.map((line) => `<p>${safe(line)}</p>`).join('')}${rows.map(row).join('')}${more ? `<p>只放了最新的 ${rows.length} 条。</p>` : ''}<p class="file">同样的内容供机器读取：${safe(file)}</p></section>`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>我的数据</title><style>
body{font:16px/1.6 system-ui,sans-serif;color:#101c21;background:#f1f5f5;max-width:760px;margin:0 auto;padding:24px 20px}h1{font-size:26px;margin:0}h2{font-size:19px;display:flex;gap:10px;align-items:baseline}small,p,dt{color:#40525a}small{font-weight:400;font-size:14px}
section,nav{background:#fff;border-radius:12px;padding:4px 18px 14px;margin:16px 0}nav{columns:2;padding-top:14px}nav a{display:block;color:#0b4a5a}dl{border-top:1px solid #d8e0e1;margin:0;padding:10px 0}dl>div{display:grid;grid-template-columns:120px 1fr;gap:12px}dd{margin:0;overflow-wrap:anywhere}.file{font-size:13px}
</style></head><body><h1>我的数据</h1><p>${safe(city)}存着的您的数据，${instant(now.toISOString())} 整理。依据个人信息保护法第四十五条（查阅、复制）。里面有您完整的证件号和手机号，请妥善保管；别人的号码已遮住。上传的照片和材料只列清单，原件在各自的办件里取。</p>
<nav>${parts.map(({ title }, at) => `<a href="#p${at}">${safe(title)}</a>`).join('')}</nav>${parts.map(section).join('')}</body></html>`
}
