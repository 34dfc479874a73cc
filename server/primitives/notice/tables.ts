import { tables } from '#base/database'
import type { ColumnType } from 'kysely'
import type { Facts } from './ports.ts'

export type Channel = 'sms' | 'email' | 'webhook'
export type NoticeTables = {
  /** Systems of units that want to be told. */
  'notice.endpoint': {
    /** unit:<id>. */
    owner: string
    /** Where it takes POSTs. */
    url: string
    /** Sealed; signs each POST. */
    secret: Buffer
    /** When it was set. */
    at: Date
  }
  /** One row a notice in an inbox; what it says is a text of the city, filled with facts that name no person. */
  'notice.notice': {
    /** UUIDv7. */
    id: string
    /** party:<id>, post:<id> or unit:<id>; a post's and a unit's notices are seen by whoever holds or belongs to it. */
    recipient: string
    /** Key of the text. */
    template: string
    /** What fills it: numbers, names of units and items, times. */
    facts: ColumnType<Facts, string>
    /** The page it leads to. */
    link: string | null
    /** Shown before others, with sound where the screen allows. */
    urgent: boolean
    /** When. */
    at: Date
  }
  /** What goes out after commit, at least once; contents are sealed until it has gone and erased then. */
  'notice.outgoing': {
    /** UUIDv7; receivers get it and can tell a repeat. */
    id: string
    /** How it goes. */
    channel: Channel
    /** A person whose number is looked up only when it is sent. */
    party_id: string | null
    /** A unit's system. */
    endpoint: string | null
    /** Text, and the address where it is not looked up; null once sent, refused or given up. */
    sealed: Buffer | null
    /** Key of the text. */
    template: string
    /** waiting, sent, refused (the other side will never take it) or parked (tried too often). */
    state: 'waiting' | 'sent' | 'refused' | 'parked'
    /** Attempts so far. */
    tries: ColumnType<number, number | undefined>
    /** When it is due next. */
    next_at: Date
    /** When it was written. */
    at: Date
    /** When it was taken. */
    sent_at: ColumnType<Date | null, Date | null | undefined>
    /** Why the last attempt failed; holds no address and no text. */
    reason: ColumnType<string | null, string | null | undefined>
  }
  /** Who has read which notice. */
  'notice.seen': {
    /** The reader. */
    party_id: string
    /** The notice. */
    notice_id: string
    /** When it was read. */
    at: Date
  }
}
export const notice = tables<NoticeTables>()
