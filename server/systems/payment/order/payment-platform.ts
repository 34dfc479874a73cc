/** What the platform must know to take money for a charge. `id` is ours: the same one twice is the same order. Amounts are in fen. */
export type OrderWish = Readonly<{ id: string; amount: number; unit: Readonly<{ code: string; name: string }>; item: Readonly<{ code: string; name: string }>; matter: string; expiresAt: Date; /** Where the browser comes back to. */ returnTo: string }>
export type MadeOrder = Readonly<{ platformOrder: string; payUrl: string; qr: string }>
/** How an order stands. `unknown`: the platform has none of that id. */
export type OrderSaid = Readonly<{ state: 'waiting' | 'closed' | 'unknown' }> | Readonly<{ state: 'paid'; platformOrder: string; amount: number; paidAt: Date; channel: string; serial: string }>
/** What a signed call tells: that an order was paid. It is believed only where order, number and amount are ours. */
export type Notice = Readonly<{ order: string; platformOrder: string; amount: number; paidAt: Date; channel: string; serial: string }>
/** Money that was taken, wherever: of cash and cards the platform learns by being asked for the receipt. */
export type TakenMoney = Readonly<{ id: string; how: 'online' | 'cash' | 'card'; amount: number; takenAt: Date; unit: Readonly<{ code: string; name: string }>; item: Readonly<{ code: string; name: string }>; payer: string; matter: string }>
/** The e-receipt 电子非税票据. `document`: its picture, where the platform gives one. */
export type EReceipt = Readonly<{ code: string; number: string; check: string; document: Buffer | null }>
export type RefundWish = Readonly<{ id: string; taking: string; how: 'online' | 'card'; amount: number; reason: string; unit: Readonly<{ code: string; name: string }> }>
/** `under_way`: ask again with the same id. `refused`: it will not. */
export type RefundSaid = Readonly<{ state: 'refunded'; serial: string }> | Readonly<{ state: 'under_way' }> | Readonly<{ state: 'refused'; why: string }>

/** The platform on which a city's units collect what is not a tax. Each call may be repeated with the same id, and throws where the platform does not answer. 非税收入收缴平台 */
export type PaymentPlatform = Readonly<{
  makeOrder(wish: OrderWish): Promise<MadeOrder>
  askOrder(id: string): Promise<OrderSaid>
  /** From then on nobody can pay it; what was paid before is told instead. */
  closeOrder(id: string): Promise<OrderSaid>
  /** What a call to us says; null where it was not signed by the platform just now. */
  readNotice(call: Readonly<{ signature: string; body: unknown }>): Notice | null
  /** Null: not drawn yet. */
  receiptOf(money: TakenMoney): Promise<EReceipt | null>
  refund(wish: RefundWish): Promise<RefundSaid>
  /** Only in the demo: somebody who does not exist pays; answers the call that the platform would make, or null where there is no such order. */
  pretend?(id: string): Readonly<{ signature: string; body: unknown }> | null
}>

let given: PaymentPlatform | null = null
/** Called by main.ts once; without a platform one pays at a counter. 收缴平台接口 */
export const usePaymentPlatform = (platform: PaymentPlatform | null): void => { given = platform }
export const platformHere = (): PaymentPlatform | null => given
