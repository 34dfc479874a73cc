import { tables } from '#base/database'
import type { Generated } from 'kysely'

export type EventTables = {
  'event.event': { id: string; seq: Generated<bigint>; name: string; subject_id: string; actor_id: string; at: Date; detail: string }
  'event.delivery': {
    event_id: string; listener: string; seq: bigint; subject_id: string; lane: number; tries: Generated<number>; next_at: Date
    parked_at: Date | null; fault: string | null; done_at: Date | null
  }
}
export const event = tables<EventTables>()
