import { tables } from '#base/database'
import type { ColumnType } from 'kysely'
import type { Facts } from './ports.ts'

export type Channel = 'sms' | 'email' | 'webhook'
export type NoticeTables = {
  'notice.notice': { id: string; recipient: string; template: string; facts: ColumnType<Facts, string>; link: string | null; urgent: boolean; at: Date }
  'notice.seen': { party_id: string; notice_id: string; at: Date }
  'notice.outgoing': {
    id: string; channel: Channel; party_id: string | null; endpoint: string | null; template: string
    /** Null once it has gone. */
    sealed: Buffer | null
    state: 'waiting' | 'sent' | 'refused' | 'parked'; tries: ColumnType<number, number | undefined>; next_at: Date; at: Date
    sent_at: ColumnType<Date | null, Date | null | undefined>; reason: ColumnType<string | null, string | null | undefined>
  }
  'notice.endpoint': { owner: string; url: string; secret: Buffer; at: Date }
}
export const notice = tables<NoticeTables>()
