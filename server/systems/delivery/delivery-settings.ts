import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { delivery } from './tables.ts'

/** A cabinet 自助柜: in which hall it stands, and where there. */
export type Cabinet = Readonly<{ code: string; name: string; place: string }>
export type Settings = Readonly<{
  carrier: string; postage: string; postage_en: string; ask_minutes: number; keep_address_days: number; wrong_codes: number; wrong_minutes: number; cabinets: readonly Cabinet[]
}>

/** Takes in who carries, what it costs and which cabinets there are. 载入送达设置 */
export async function loadSettings(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await delivery(deed.tx).insertInto('delivery.setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** Who carries, what it costs, and which cabinets there are. 送达设置 */
export async function deliverySettings(deed: Deed): Promise<Settings> {
  const row = await delivery(deed.tx).selectFrom('delivery.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs delivery.yaml')
  return row.content
}

export async function requireCabinet(deed: Deed, code: string): Promise<Cabinet> {
  const found = (await deliverySettings(deed)).cabinets.find((one) => one.code === code)
  if (!found) throw invalid('delivery.cabinet_unknown', { cabinet: code })
  return found
}
