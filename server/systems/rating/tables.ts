import type { Generated } from 'kysely'
import { tables } from '#base/database'
import type { Settings } from './rating-settings.ts'

export type RatingTables = {
  /** Calls to whoever rated 回访记录: read by the call-back post with the rating that is opened. */
  'rating.call': {
    /** Made by the desk: sent twice it is one call. */
    id: string
    /** For which case. */
    case_id: string
    /** Of which rating. */
    rating_id: string
    /** When. */
    at: Date
    /** Whether somebody answered. */
    reached: boolean
    /** What was said; sealed. */
    said: Buffer
    /** The unit that called. */
    unit_id: string
  }
  /** A bad rating that is followed up 差评件: nothing in it says who rated. State, clock and steps are a matter of the same id. */
  'rating.case': {
    /** The matter. */
    id: string
    /** The rating; changed to a good one and back again it has two. */
    rating_id: string
    /** The rated unit. */
    unit_id: string
    /** Where. */
    division_path: string
    /** What the contact was. */
    source: string
    /** What it was about. */
    item_code: string
    /** Its name. */
    item_name: string
    /** 2 dissatisfied, 1 very dissatisfied. */
    level: number
    /** What was ticked. */
    reasons: string[]
    /** When it was given. */
    opened_at: Date
    /** What the unit was told 转办事实; null = not passed on. */
    facts: string | null
    /** When. */
    passed_on_at: Date | null
    /** Whether the unit is told which item: enough others had it done there. */
    item_shown: boolean
    /** What the unit answered. */
    answer: string | null
    /** When. */
    answered_at: Date | null
    /** Whether that was within its limit. */
    answered_in_time: boolean | null
    /** When its limit passed without an answer; null = it did not. */
    late_at: Date | null
    /** What was said after that. */
    again_level: number | null
  }
  /** Public figures 公开统计, renewed only when so many ratings have come that nobody is told by the difference. */
  'rating.figure': {
    /** The unit. */
    unit_id: string
    /** What the contacts were. */
    source: string
    /** The item. */
    item_code: string
    /** The item's name. */
    item_name: string
    /** How many of each level, from 1 to 5. */
    levels: number[]
    /** How many in all; what was set aside does not count. */
    ratings: number
    /** How many of level 1 and 2. */
    bad: number
    /** Bad ratings passed on to the unit that it has answered, or whose time is over. */
    due: number
    /** Of those, answered in time and not rated bad again. */
    mended: number
    /** When they were counted. */
    as_of: Date
  }
  /** A contact with a unit, and what the person said of it 评价: one row, so one rating. Read by whoever may rate, by the call-back post a row at a time, and by nobody else: never by the rated unit. */
  'rating.rating': {
    /** UUIDv7. */
    id: string
    /** What the contact was: an application decided, a visit to a hall, a call to the hotline, an incident closed. */
    source: 'application' | 'visit' | 'call' | 'incident'
    /** The application, booking, call or incident. */
    contact_id: string
    /** Who may rate; null = only a telephone is known. */
    person_id: string | null
    /** Who acted for that person, and may rate as well. */
    agent_id: string | null
    /** The telephone of somebody who is not known otherwise; sealed. */
    phone: Buffer | null
    /** SHA-256 of the link that a telephone was sent; null = none was. */
    token_hash: Buffer | null
    /** The rated unit. */
    unit_id: string
    /** Where. */
    division_path: string
    /** What it was about. */
    item_code: string
    /** Its name at that time. */
    item_name: string
    /** How it was done: it decides which reasons are offered. */
    channel: 'online' | 'counter' | 'phone'
    /** When. */
    contact_at: Date
    /** Until when it may be rated or changed. */
    open_until: Date
    /** 5 very satisfied 非常满意 … 1 very dissatisfied 非常不满意; 1 and 2 are bad. Null = not rated, or withdrawn. */
    level: number | null
    /** What was ticked: codes of rating.yaml. */
    reasons: string[]
    /** What was written; sealed. */
    words: Buffer | null
    /** When it was last given or changed. */
    rated_at: Date | null
    /** The person who rated; null = by the link. */
    rated_by: string | null
    /** When it was taken back 撤回. */
    withdrawn_at: Date | null
    /** When it was found not to count 不予采纳. */
    set_aside_at: Date | null
    /** What was said after the unit had mended it 再评; null = not yet. */
    again_level: number | null
    /** Name and telephone as the call-back post opened them; sealed. What goes to the unit is compared with it. */
    rater: Buffer | null
    /** The link was printed on a slip: it takes one rating and shows none. */
    printed: Generated<boolean>
  }
  /** How services are rated 好差评设置; from the city's folder. */
  'rating.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: Settings
  }
  /** Contacts that could be rated, by unit, item and day 可评件数: tells whether a group is large enough to speak of. */
  'rating.tally': {
    /** The unit. */
    unit_id: string
    /** What the contacts were. */
    source: string
    /** The item. */
    item_code: string
    /** The city's day. */
    on_day: string
    /** The item's name. */
    item_name: string
    /** How many. */
    contacts: number
  }
}
export const rating = tables<RatingTables>()
