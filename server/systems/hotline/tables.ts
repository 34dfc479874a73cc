import { tables } from '#base/database'
import type { KindName } from './order/kinds.ts'
import type { Door } from './telephony.ts'

export type Supply = 'water' | 'power' | 'gas' | 'heat' | 'none'
export type Outcome = 'registered' | 'answered' | 'not_taken' | 'transferred' | 'joined' | 'cut_off'

export type HotlineTables = {
  'hotline.call': {
    id: string; operator_id: string; post_id: string | null; department_id: string; started_at: Date; ended_at: Date | null; outcome: Outcome | null; note: string
  }
  'hotline.caller': { call_id: string; number: Buffer | null; name: Buffer | null; digest: Buffer | null; department_id: string; at: Date }
  'hotline.order': {
    id: string; call_id: string; kind: KindName; item_code: string | null; division_path: string; risk: boolean; supply: Supply; complex: boolean; not_taken: string | null
    joined_to: string | null; department_id: string; registered_at: Date
  }
  'hotline.order_words': { order_id: string; words: string; place_words: string; caller_shown: string | null; department_id: string; units: string[] }
  'hotline.incident_link': { order_id: string; incident_id: string; how: 'raised' | 'joined'; at: Date; ended_at: Date | null }
  'hotline.transfer': {
    id: string; call_id: string; order_id: string | null; number: string; reason: string; actor_id: string; post_id: string | null; asked_at: Date; tried_at: Date | null
    outcome: 'put_through' | 'refused' | 'unclear' | null
  }
  'hotline.dial': {
    id: string; order_id: string; actor_id: string; post_id: string | null; department_id: string; extension: string; asked_at: Date; tried_at: Date | null
    outcome: 'bridged' | 'refused' | 'unclear' | null; middle_number: string | null
  }
  'hotline.not_taken': { code: string; name: string; words: string[]; reason: string; door: Door; source: string; place: number; ended: boolean }
  'hotline.article': {
    id: string; owner_id: string; version: number; review_on: string; reminded_on: string | null; origin: 'folder' | 'desk'; withdrawn_at: Date | null; changed_at: Date
  }
  'hotline.article_version': {
    article_id: string; version: number; title: string; words: string[]; answer: string; source: string; items: string[]; review_on: string
    written_by: string; written_at: Date; decided_by: string | null; decided_at: Date | null; approved: boolean | null; reason: string | null
  }
}
export const hotline = tables<HotlineTables>()
