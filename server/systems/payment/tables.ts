import type { Generated } from 'kysely'
import { tables } from '#base/database'
import type { Settings } from './payment-settings.ts'

export type PaymentTables = {
  /** A charge 缴款 that a person owes on a basis, by one unit: one for each basis. What it is now follows from its moments. */
  'payment.charge': {
    /** UUIDv7. */
    id: string
    /** What it is owed on, such as application:<number>. */
    basis: string
    /** The matter that waits for it. */
    subject_id: string
    /** Who owes it. */
    person_id: string
    /** Who acted for that person, and may pay as well. */
    agent_id: string | null
    /** The unit that charges 执收单位. */
    unit_id: string
    /** Where. */
    division_path: string
    /** For what. */
    item_code: string
    /** Its name at that time. */
    item_name: string
    /** On what the fee rests 收费依据. */
    fee_basis: string
    /** What is owed without a reduction, in fen. */
    full_amount: number
    /** What is to be paid, in fen. */
    amount: number
    /** Where it is seen with what it is for. */
    link: string
    /** How it may be paid; cash is always among them. */
    ways: ('online' | 'cash' | 'card')[]
    /** When it was brought. */
    brought_at: Date
    /** When it was settled; null = not paid. */
    paid_at: Date | null
    /** What settled it; null = reduced to nothing. */
    paid_by: string | null
    /** When it was taken back, because what it was for had ended 取消. */
    cancelled_at: Date | null
    /** When its time passed unpaid 逾期. */
    lapsed_at: Date | null
    /** When what it is for ended without a result; what was paid may have to go back. */
    ended_at: Date | null
  }
  /** An order 缴款订单 on the collection platform: made under our own id, so that asking for it twice makes one. One open order a charge. */
  'payment.order': {
    /** Ours, and the platform keeps it. */
    id: string
    /** For which charge. */
    charge_id: string
    /** In fen. */
    amount: number
    /** When we asked for it. */
    made_at: Date
    /** Until when it can be paid. */
    expires_at: Date
    /** The platform's number; null = it has not answered yet. */
    platform_order: string | null
    /** The pay page 缴款页. */
    pay_url: string | null
    /** What a code to be scanned holds. */
    qr: string | null
    /** When the platform is asked next how it stands, whether or not it told us. */
    ask_at: Date
    /** How often it was asked. */
    asks: number
    /** When it could no longer be paid. */
    closed_at: Date | null
    /** When it was paid, as the platform says. */
    paid_at: Date | null
  }
  /** Cash given back at a counter 退现: against the till of the post that gave it. */
  'payment.paid_out': {
    /** For which refund. */
    refund_id: string
    /** In fen. */
    amount: number
    /** When. */
    paid_at: Date
    /** The unit. */
    unit_id: string
    /** The post. */
    post: string
    /** With which till it was settled; null = not yet. */
    settlement_id: string | null
  }
  /** Money to be given back 退付: its state, clock and who did what are a matter of the same id. */
  'payment.refund': {
    /** The matter. */
    id: string
    /** Of which charge. */
    charge_id: string
    /** Which money. */
    taking_id: string
    /** To whom. */
    person_id: string
    /** The unit that asked and approves. */
    unit_id: string
    /** How much, in fen. */
    amount: number
    /** A code of payment.yaml. */
    reason: string
    /** Who asked: a person of the unit, or the platform itself. */
    asked_by: string
    /** When. */
    asked_at: Date
    /** When another post approved it. */
    approved_at: Date | null
    /** When it was not approved. */
    declined_at: Date | null
    /** When the money went back. */
    refunded_at: Date | null
    /** When the platform is asked next; null = nothing to ask. */
    try_at: Date | null
    /** How often it was asked. */
    tries: number
    /** The platform's number of the refund; null = not yet, or cash. */
    serial: string | null
    /** Why the platform would not, the last time it was asked. */
    why: string | null
  }
  /** Notices 缴款通知 that were signed and did not agree with what we know: kept, and looked at by whoever oversees payments. The same one is kept once. */
  'payment.refused_notice': {
    /** SHA-256 of what it said. */
    digest: Buffer
    /** When it first came. */
    at: Date
    /** The order that it names, where there is one. */
    order_id: string | null
    /** Its charge. */
    charge_id: string | null
    /** Whose charge that is. */
    unit_id: string | null
    /** What did not agree. */
    why: 'unknown_order' | 'order_differs' | 'amount_differs'
    /** Order numbers, amount, time; names nobody. */
    said: Readonly<{ order: string; platformOrder: string; amount: number; paidAt: string; serial: string }>
  }
  /** How payments are made 缴费设置; from the city's folder. */
  'payment.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: Settings
  }
  /** A till that was counted 日结: all that one post took and gave since the last one. */
  'payment.settlement': {
    /** Made by the page: sent twice it is one. */
    id: string
    /** The unit. */
    unit_id: string
    /** The post. */
    post: string
    /** When. */
    settled_at: Date
    /** Cash that should be there, in fen: taken less given back. */
    cash_due: number
    /** Cash that was counted, in fen. */
    cash_counted: number
    /** What cards should have brought, in fen. */
    card_due: number
    /** What the slips add up to, in fen. */
    card_counted: number
    /** How many takings and payings out. */
    takings: number
    /** Why what was counted is not what was due. */
    words: string | null
  }
  /** Money taken 收款 for a charge: the first settles it, every other is too much and goes back. */
  'payment.taking': {
    /** At a counter made by the page: sent twice it is one. Online it is the order's id. */
    id: string
    /** For which charge. */
    charge_id: string
    /** How. */
    how: 'online' | 'cash' | 'card'
    /** In fen. */
    amount: number
    /** When. */
    taken_at: Date
    /** Whether the charge had been settled or had ended before 重复缴款. */
    surplus: boolean
    /** By which means the platform says it was paid. */
    channel: string | null
    /** The platform's number of the payment; of a card the slip's. */
    serial: string | null
    /** The unit that took it. */
    unit_id: string
    /** The post that took it; null = online. */
    post: string | null
    /** With which till it was settled; null = not yet, or online. */
    settlement_id: string | null
    /** When the platform is asked next for the receipt; null = it is here, or none is owed. */
    receipt_at: Date | null
    /** How often it was asked. */
    receipt_tries: number
    /** Code of the e-receipt 票据代码. */
    receipt_code: string | null
    /** Its number 票据号码. */
    receipt_number: string | null
    /** Its check code 校验码. */
    receipt_check: string | null
    /** Its picture as a document; null = none came with it. */
    receipt_file: string | null
  }
  /** A reduction or waiver 减免, decided by a post of the unit; read by the person and the unit, because the reason may tell of need or illness. */
  'payment.waiver': {
    /** Of which charge. */
    charge_id: string
    /** Whose. */
    person_id: string
    /** The unit that decided. */
    unit_id: string
    /** By how much, in fen. */
    amount: number
    /** A code of payment.yaml. */
    reason: string
    /** What the unit wrote for it; sealed. */
    words: Buffer | null
    /** The post. */
    decided_by: string
    /** When. */
    decided_at: Date
  }
}
export const payment = tables<PaymentTables>()
