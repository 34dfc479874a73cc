import type { Generated } from 'kysely'
import { tables } from '#base/database'

export type CounterTables = {
  /** What was handed over at a window and signed for 取件签收. */
  'counter.handout': {
    /** Made by the client: one handing over, however often it is sent. */
    id: string
    /** In which visit. */
    visit_id: string
    /** Of which application. */
    application_id: string
    /** To whom. */
    person_id: string
    /** By which unit. */
    unit_id: string
    /** By which post. */
    clerk: string
    /** Numbers of the letters and licences. */
    papers: string[]
    /** When. */
    handed_at: Date
  }
  /** Somebody who is served at a window 接待: one a window at a time; read by the unit of the hall and the person. */
  'counter.visit': {
    /** Made by the client: however often it is sent, it is one visit. */
    id: string
    /** Where; null = at the door. */
    hall_code: string | null
    /** At which kind of window; null = at the door. */
    counter: string | null
    /** At which of them; null = at the door. */
    window: number | null
    /** The number that was called; null = none. */
    ticket_id: string | null
    /** The unit of the clerk. */
    unit_id: string
    /** The post that serves. */
    clerk: string
    /** Who is served. */
    person_id: string
    /** read: the card was read; typed: the clerk typed what the document says. */
    seen_how: 'read' | 'typed'
    /** What was shown. */
    document: 'identity_card' | 'household_book' | 'passport' | 'residence_permit'
    /** Name and number as they were shown, sealed, for as long as the visit lasts. */
    identity: Buffer | null
    /** From when. */
    begun_at: Date
    /** Until when; null = the person is at the window. */
    ended_at: Date | null
    /** The applications that were opened to go on with. */
    opened: Generated<string[]>
    /** At the door 上门: where the person lives; null = at a window. */
    division_path: string | null
    /** At the door: who was there when the person said yes, sealed; null = the person signed, and the sheet lies with the visit. */
    witness: Buffer | null
  }
}
export const counter = tables<CounterTables>()
