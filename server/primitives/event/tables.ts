import { tables } from '#base/database'
import type { Generated } from 'kysely'

export type EventTables = {
  /** One row for each listener of an event, marked done in the listener's own transaction. */
  'event.delivery': {
    /** The event. */
    event_id: string
    /** home.what_it_does. */
    listener: string
    /** Order of the event. */
    seq: bigint
    /** What the event happened to. */
    subject_id: string
    /** Hash of the subject modulo 16; one worker a lane. */
    lane: number
    /** How often it failed. */
    tries: Generated<number>
    /** When it is tried next. */
    next_at: Date
    /** Set after five failures: later events of the subject wait for this listener until someone at the desk acts. */
    parked_at: Date | null
    /** Message of the last failure. */
    fault: string | null
    /** When the listener's transaction was committed. */
    done_at: Date | null
  }
  /** One row for each thing that happened; it exists if and only if the change exists. */
  'event.event': {
    /** UUIDv7. */
    id: string
    /** Order; taken after the lock on the subject's row, so it is the order of changes of one subject. */
    seq: Generated<bigint>
    /** home.thing_past, for instance place.grid_made. */
    name: string
    /** What it happened to. */
    subject_id: string
    /** Party, device or job that did it. */
    actor_id: string
    /** When. */
    at: Date
    /** What listeners need; ids and codes, no personal data. */
    detail: string
  }
}
export const event = tables<EventTables>()
