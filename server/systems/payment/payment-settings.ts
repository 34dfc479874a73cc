import type { Deed } from '#base/deed'
import { payment } from './tables.ts'

export type Reason = Readonly<{ code: string; name: string; name_en: string }>
/** `order_minutes`: how long an order can be paid. `receipt_hours`, `refund_hours`: after which a payment without its receipt, or an approved refund that was not carried out, has slipped through. */
export type Settings = Readonly<{ order_minutes: number; receipt_hours: number; refund_hours: number; waivers: readonly Reason[]; refunds: readonly Reason[] }>

/** Takes in how the city lets payments be made. 载入缴费设置 */
export async function loadSettings(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await payment(deed.tx).insertInto('payment.setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** How long an order lives, when something has slipped through, and for which reasons a charge is reduced or given back. 缴费设置 */
export async function paymentSettings(deed: Deed): Promise<Settings> {
  const row = await payment(deed.tx).selectFrom('payment.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs payment.yaml')
  return row.content
}

export const nameOf = (reasons: readonly Reason[], code: string): string => reasons.find((one) => one.code === code)?.name ?? code
