import { tables } from '#base/database'
import type { KindName } from './order/kinds.ts'
import type { Door } from './telephony.ts'

export type Supply = 'water' | 'power' | 'gas' | 'heat' | 'none'
export type Outcome = 'registered' | 'answered' | 'not_taken' | 'transferred' | 'joined' | 'cut_off'

export type HotlineTables = {
  /** Knowledge: short answers, each owned by a department that reads it again. 知识库 */
  'hotline.article': {
    /** Readable and lasting. */
    id: string
    /** Department that answers for it. */
    owner_id: string
    /** The approved version that operators see; 0 = none yet. */
    version: number
    /** Day on which its owner reads it again. */
    review_on: string
    /** The review day of which its owner was reminded. */
    reminded_on: string | null
    /** folder = follows the city's folder; desk = changed by a desk and kept. */
    origin: 'folder' | 'desk'
    /** When it was taken back; null = in use. */
    withdrawn_at: Date | null
    /** Last change; the stamp of what is held in memory. */
    changed_at: Date
  }
  /** What an article said, and who wrote and who approved it. 知识版本 */
  'hotline.article_version': {
    /** The article. */
    article_id: string
    /** Grows with each text. */
    version: number
    /** The question. */
    title: string
    /** What callers say. */
    words: string[]
    /** What they are told. */
    answer: string
    /** Law or rule it rests on. */
    source: string
    /** Catalogue items it belongs to. */
    items: string[]
    /** Next review, once approved. */
    review_on: string
    /** Who wrote it. */
    written_by: string
    /** When. */
    written_at: Date
    /** Who approved or sent it back; never who wrote it. */
    decided_by: string | null
    /** When. */
    decided_at: Date | null
    /** null = waits. */
    approved: boolean | null
    /** Why it was sent back. */
    reason: string | null
  }
  /** Calls taken. Counted by hour for staffing, never by operator. 通话记录 */
  'hotline.call': {
    /** UUIDv7, made by the desk. */
    id: string
    /** Who took it: shown to that person alone. */
    operator_id: string
    /** The operator's post. */
    post_id: string | null
    /** The hotline body. */
    department_id: string
    /** When it was taken. */
    started_at: Date
    /** When it was wrapped up; null = still speaking. */
    ended_at: Date | null
    /** How it ended. */
    outcome: Outcome | null
    /** Wrap-up; no identifying text. */
    note: string
  }
  /** Who called: sealed, seen by the hotline body's own posts only. 来电人 */
  'hotline.caller': {
    /** The call. */
    call_id: string
    /** Sealed telephone number; null = withheld. */
    number: Buffer | null
    /** Sealed; null = not given. */
    name: Buffer | null
    /** Blind index of the number, for earlier calls. */
    digest: Buffer | null
    /** The hotline body, whose posts may read. */
    department_id: string
    /** When it was written. */
    at: Date
  }
  /** Calls to a caller by masked dialling: neither side sees the other's number. 隐号拨打 */
  'hotline.dial': {
    /** UUIDv7, made by the desk. */
    id: string
    /** For which order. */
    order_id: string
    /** Who calls. */
    actor_id: string
    /** Their post. */
    post_id: string | null
    /** Their unit. */
    department_id: string
    /** The caller's own office telephone that rings first. */
    extension: string
    /** When. */
    asked_at: Date
    /** When the exchange was asked. */
    tried_at: Date | null
    /** What it answered. */
    outcome: 'bridged' | 'refused' | 'unclear' | null
    /** The number both sides see. */
    middle_number: string | null
  }
  /** Applications that were begun on a call 代填的办件: the call and the application refer to each other. */
  'hotline.filed': {
    /** The application. */
    application_id: string
    /** The call on which it was begun. */
    call_id: string
    /** For whom. */
    person_id: string
    /** The number that the caller was told. */
    number: string
    /** What for. */
    item_code: string
    /** When. */
    began_at: Date
    /** What the caller said when asked whether the city may look up what it knows; null = not asked yet. */
    prefill_yes: boolean | null
    /** When the caller said so. */
    prefill_at: Date | null
    /** Papers that the caller was told to bring to a counter: once, all of them. */
    brings: string[] | null
    /** When that was said. */
    told_at: Date | null
    /** When it was handed in on a call; null = not, or elsewhere. */
    submitted_at: Date | null
  }
  /** Who is on the line, proven, so that the operator may file applications for them 话务员代填; one a call. */
  'hotline.filing': {
    /** On which call. */
    call_id: string
    /** Who is on the line. */
    person_id: string
    /** Name, number and calling number as they were proven, sealed, for as long as the call lasts; null = it is over. */
    identity: Buffer | null
    /** The body that took the call. */
    department_id: string
    /** When code, name and number were right. */
    proven_at: Date
  }
  /** Orders that are really incidents. 工单与事件 */
  'hotline.incident_link': {
    /** The order. */
    order_id: string
    /** The incident in governance. */
    incident_id: string
    /** raised = the order made it; joined = it was there. */
    how: 'raised' | 'joined'
    /** When. */
    at: Date
    /** When the incident ended and the order went on. */
    ended_at: Date | null
  }
  /** What the hotline does not take, each with the right door. 不受理事项 */
  'hotline.not_taken': {
    /** Word in requests and leaves. */
    code: string
    /** What it is. */
    name: string
    /** What callers say. */
    words: string[]
    /** Why not here. */
    reason: string
    /** Where instead: name, phone, where. */
    door: Door
    /** Law or rule it rests on. */
    source: string
    /** Order in the city's file. */
    place: number
    /** Left the list. */
    ended: boolean
  }
  /** Orders: what a caller wants done or known. State, clock and unit lie in matter.matter under the same id. 热线工单 */
  'hotline.order': {
    /** UUIDv7, made by the desk; the matter's id. */
    id: string
    /** The call that it came by. */
    call_id: string
    /** consult 咨询, help 求助, complaint 投诉, accusation 举报, suggestion 建议. */
    kind: KindName
    /** Entry in the catalogue of governance items; null = none fits. */
    item_code: string | null
    /** Where it is; empty = the whole city or unknown. */
    division_path: string
    /** Life or property is at risk. */
    risk: boolean
    /** Which supply of daily life it touches. */
    supply: Supply
    /** Complex: a unit has longer to return it. */
    complex: boolean
    /** Code of the matter not taken, where it was refused. */
    not_taken: string | null
    /** The order that it was joined to; its caller is called back with that one's. */
    joined_to: string | null
    /** The hotline body. */
    department_id: string
    /** When. */
    registered_at: Date
  }
  /** What the caller said: read by id, by the hotline body and by the units that have the order now. 来电内容 */
  'hotline.order_words': {
    /** The order. */
    order_id: string
    /** As the operator wrote it down. */
    words: string
    /** House, door, landmark. */
    place_words: string
    /** Masked name for the unit that helps; never for complaints and accusations. */
    caller_shown: string | null
    /** The hotline body. */
    department_id: string
    /** Lead and supporting units now. */
    units: string[]
  }
  /** One-key transfers to emergency numbers: who, when, to which. 一键转接 */
  'hotline.transfer': {
    /** UUIDv7, made by the desk: twice pressed is once transferred. */
    id: string
    /** The call. */
    call_id: string
    /** The order that was registered for it, where there is one. */
    order_id: string | null
    /** Emergency number. */
    number: string
    /** Why. */
    reason: string
    /** Who pressed. */
    actor_id: string
    /** Their post. */
    post_id: string | null
    /** When. */
    asked_at: Date
    /** When the switch was asked. */
    tried_at: Date | null
    /** What the switch answered; unclear = it did not. */
    outcome: 'put_through' | 'refused' | 'unclear' | null
  }
}
export const hotline = tables<HotlineTables>()
