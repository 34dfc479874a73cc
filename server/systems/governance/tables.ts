import { tables } from '#base/database'

export type Urgency = 'ordinary' | 'urgent' | 'emergency'
export type Source = 'resident' | 'grid_worker' | 'desk' | 'hotline' | 'open311' | 'unit' | 'import'

export type GovernanceTables = {
  /** Daily and weekly briefs 简报: the figures as they were when it was made. The PDF is drawn from them, the same bytes each time. No personal data. */
  'governance.brief': {
    /** UUIDv7. */
    id: string
    /** daily 日报 or weekly 周报. */
    kind: 'daily' | 'weekly'
    /** Of which place; empty = the city. */
    division_path: string
    /** First of the city's days. */
    from_on: string
    /** Last of them. */
    to_on: string
    /** When. */
    made_at: Date
    /** A job's name, or the person. */
    made_by: string
    /** What it says. */
    content: unknown
  }
  /** Where and what; its state, clock, assignee and number are the matter of the same id. */
  'governance.incident': {
    /** UUIDv7 made by the reporter's device; also the id of its matter. */
    id: string
    /** Catalogue entry; null until someone chose one. */
    item_code: string | null
    /** The way in. */
    source: Source
    /** Community or street, as the reporter chose. */
    division_path: string
    /** WGS-84; null: listed, never drawn. */
    longitude: number | null
    /** WGS-84. */
    latitude: number | null
    /** The device's time where it was drafted offline. */
    captured_at: Date | null
    /** The server's time. */
    received_at: Date
    /** Why an offline record waits for the street's desk; null: it does not. */
    quarantined: string | null
    /** False for accusations, matters inside a home and items that are not public. */
    publishable: boolean
  }
  /** Catalogue of governance items 治理事项, every version; the newest one of a code is in force. */
  'governance.item': {
    /** C… a component 部件, E… an event 事件. */
    code: string
    /** Counts from 1; an edit makes a new one. */
    version: number
    /** component 部件 or event 事件: the two registers of the standard. */
    register: 'component' | 'event'
    /** Code in the national standard; empty where the item is ours. */
    standard: string
    /** 大类. */
    class: string
    /** 小类. */
    kind: string
    /** What officials call it. */
    name: string
    /** What people call it. */
    words: string[]
    /** The lowest level at which it may end. */
    ends_at: 'grid' | 'community' | 'street' | 'district' | 'city'
    /** Duty that leads at each level. */
    leads: Record<string, string>
    /** Duties that support. */
    supporting: string[]
    /** Row of the rule table of limits: to receive. */
    receive_limit: string
    /** Row of the rule table of limits: to handle. */
    handle_limit: string
    /** Row of the rule table of limits: to verify. */
    verify_limit: string
    /** Urgent clocks run at night and on holidays. */
    urgency: Urgency
    /** Photos that must be there before and after. */
    evidence: 'none' | 'before' | 'after' | 'both'
    /** False: never on a map, in a public trace or among duplicates. */
    public: boolean
    /** Within which a report may be the same one; 0 is never. */
    near_metres: number
    /** Within which a report may be the same one; 0 is never. */
    near_hours: number
    /** Emergency numbers shown before the form. */
    call: string[]
    /** True: no new incident may have it. */
    retired: boolean
    /** Where this version came from. */
    origin: 'folder' | 'desk'
    /** Since when. */
    effective_from: Date
  }
  /** What the public may see of an incident, after a person at the desk looked at it. */
  'governance.publication': {
    /** The incident. */
    incident_id: string
    /** Catalogue entry as it was reviewed. */
    item_code: string
    /** Words without names, numbers or doors, written or confirmed by the reviewer. */
    description: string
    /** Where. */
    division_path: string
    /** WGS-84, coarsened to about a hundred metres. */
    longitude: number | null
    /** WGS-84, coarsened to about a hundred metres. */
    latitude: number | null
    /** When it was reported. */
    requested_at: Date
    /** When it became public. */
    published_at: Date
    /** Who reviewed it. */
    published_by: string
    /** When it was taken back. */
    withdrawn_at: Date | null
  }
  /** Incidents that a person at the desk looked at and kept from the public. 不予公开 */
  'governance.publication_declined': {
    /** The incident. */
    incident_id: string
    /** Why. */
    reason: string
    /** When. */
    declined_at: Date
    /** Who. */
    declined_by: string
  }
  /** That somebody reported an incident: the first one, and those who joined. Who and in which words stands in statement. */
  'governance.report': {
    /** UUIDv7; the first report has the incident's id. */
    id: string
    /** The incident. */
    incident_id: string
    /** True: joined an incident that was there. */
    joined: boolean
    /** When. */
    at: Date
  }
  /** Incidents that were mended on the spot and drawn to be looked at again by someone else. 抽查 */
  'governance.sample': {
    /** The incident. */
    incident_id: string
    /** Where. */
    division_path: string
    /** When it was drawn. */
    drawn_at: Date
    /** When somebody looked; null: nobody yet. */
    checked_at: Date | null
  }
  /** What each reporter said, and who said it. */
  'governance.statement': {
    /** The report. */
    report_id: string
    /** The incident. */
    incident_id: string
    /** The reporter; null when anonymous. */
    person_id: string | null
    /** In the reporter's words. */
    words: string
    /** Address in the reporter's words. */
    place_words: string
    /** As the incident's: what the second wall compares. */
    division_path: string
    /** Sealed: how an anonymous reporter may be reached, when given. */
    contact: Buffer | null
  }
  /** How far each unit's list of matters has got. Its row is locked while an entry is written, so numbers become visible in their order and none is skipped. */
  'governance.unit_feed': {
    /** The unit. */
    unit_id: string
    /** Number of the newest entry. */
    last: bigint
  }
  /** Each incident that a unit has or had, once, at the number of its newest change: what a unit's system reads after its cursor. */
  'governance.unit_order': {
    /** The unit, lead or supporting. */
    unit_id: string
    /** The incident. */
    incident_id: string
    /** Grows with each change; the cursor. */
    seq: bigint
    /** The step that changed it. */
    action: string
    /** When. */
    at: Date
  }
  /** A street's call for departments to come; its state, clocks and trace are the matter of the same id. 吹哨 */
  'governance.whistle': {
    /** UUIDv7 made by the client; also the id of its matter. */
    id: string
    /** What it is about, in a line. */
    title: string
    /** What is asked of the departments. */
    words: string
    /** Entry of the catalogue; the same entry at the same place within the city's days is the same whistle. */
    item_code: string
    /** Where. */
    division_path: string
    /** The incident that it sprang from, if any. */
    incident_id: string | null
    /** The departments that must come, the lead first. */
    unit_ids: string[]
    /** When. */
    blown_at: Date
    /** The whistle that was blown for the same thing after this one was closed: it counts as unsolved. */
    repeated_by: string | null
  }
  /** One whistle at a time for one thing at one place. */
  'governance.whistle_running': {
    /** Where. */
    division_path: string
    /** Entry of the catalogue. */
    item_code: string
    /** The one that is not over. */
    whistle_id: string
  }
  /** How the street found each department that came. 评分 */
  'governance.whistle_score': {
    /** The whistle. */
    whistle_id: string
    /** The department. */
    unit_id: string
    /** 5 best. */
    score: number
    /** Why. */
    note: string | null
    /** When. */
    scored_at: Date
  }
  /** What grid workers complain of; its state is the matter of the same id. Read by the worker and by the unit that answers, by nobody of the worker's own street. */
  'governance.worker_complaint': {
    /** UUIDv7 made by the worker's device; also the id of its matter. */
    id: string
    /** The worker. */
    person_id: string
    /** The unit that answers. */
    unit_id: string
    /** In the worker's words. */
    words: string
    /** When. */
    at: Date
  }
}
export const governance = tables<GovernanceTables>()
