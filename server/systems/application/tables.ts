import type { Generated } from 'kysely'
import { tables } from '#base/database'

export type ApplicationTables = {
  /** An application 办件 of a person for an item; its state, clocks and steps are a matter of the same id. Read by the person and whoever acts for them, the answering unit once it was submitted, the unit that took it in, those asked for an opinion, and the counter where the person stands with it; and by nobody else. */
  'application.application': {
    /** The matter. */
    id: string
    /** The matter's public number 办件号: the same online and at the counter. */
    number: string
    /** What for. */
    item_code: string
    /** The version of the item that it began with. */
    item_version: number
    /** The version of the form that it began with. */
    form_version: number
    /** Whom it is about: the party, a person or a firm. */
    person_id: string
    /** When it was begun. */
    began_at: Date
    /** Who began it: the person, or a post for the person. */
    began_by: string
    /** The unit whose counter took it in; null = online, or on a call. */
    began_by_unit: string | null
    /** The unit that answers. */
    unit_id: string
    /** Where. */
    division_path: string
    /** Name and number of the person as they were proven, or name and credit code of the firm; sealed. */
    applicant: Buffer
    /** What was filled in, and for each value that the city gave from whom; sealed. Null = an abandoned draft, erased. */
    filled: Buffer | null
    /** Changes with each saving: two devices do not overwrite each other. */
    filled_version: number
    /** When it was last saved. */
    filled_at: Date
    /** open: not asked yet; taken: the exchange was asked; refused: the person brings the papers. */
    prefill: 'open' | 'taken' | 'refused'
    /** When it was handed in; null = a draft. */
    submitted_at: Date | null
    /** Who handed it in. */
    submitted_by: string | null
    /** What the one notice asked for 一次告知: the names of materials and what is wrong. */
    missing: unknown
    /** What may still be brought 容缺: materials, and until which day. */
    lacking: unknown
    /** What whoever decides found that the result says and the form does not 审定要素: the grade of an assessment, the code of a new firm; sealed. */
    found: Buffer | null
    /** Which of the two. A firm's are read by whoever may act for it, as the code judges by delegation. */
    subject_kind: 'person' | 'firm'
    /** The call to the hotline on which it was begun, with the caller's identity proven; null = none. */
    call_id: string | null
  }
  /** Closed applications 办结件, to be packed for the archives and packed 归档; it names nobody. Listed by the answering unit, whose post opens a package for a reason. */
  'application.archive': {
    /** Which application. */
    application_id: string
    /** Whose file it is. */
    unit_id: string
    /** What it was for. */
    item_code: string
    /** When it was closed. */
    closed_at: Date
    /** When it is packed. */
    due_at: Date
    /** How long it is kept 保管期限. */
    keep: 'permanent' | 'years_30' | 'years_10'
    /** When it was packed; null = not yet. */
    archived_at: Date | null
    /** The city's year in which it was closed 年度. */
    year: number | null
    /** 件号 of this unit, year and time of keeping. */
    sequence: number | null
    /** SHA-256 of the package; the ledger has it. */
    sha256: Buffer | null
    /** How large the package is. */
    bytes: number | null
    /** How many files lie in it. */
    files: number | null
    /** The package, sealed. */
    file_id: string | null
  }
  /** When closed applications are packed, how long each kind is kept, and for what a package may be opened; from the city's folder. */
  'application.archive_setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: unknown
  }
  /** An application 办件 that a department's own system decides: what was pushed, how far, and what came of it. It names nobody. */
  'application.department_case': {
    /** Which application. */
    application_id: string
    /** Its number: the same there. */
    number: string
    /** Which system decides it. */
    system_code: string
    /** What for. */
    item_code: string
    /** The unit that answers here. */
    unit_id: string
    /** Of what is pushed; rises with each mending, so that number and version are pushed once. */
    version: number
    /** apply: the whole; supplement: the whole, mended; withdraw: the person took it back. */
    kind: 'apply' | 'supplement' | 'withdraw'
    /** due: to be pushed; pushed: taken there; parked: refused there, somebody must mend it. */
    state: 'due' | 'pushed' | 'parked'
    /** Since when this version is to be pushed. */
    due_since: Date
    /** When it is tried next; each time later. */
    next_at: Date | null
    /** How often this version was tried. */
    tries: Generated<number>
    /** How the last try failed; never what was said. */
    failure: string | null
    /** When this version was first sent, with its leaf; null = not yet. */
    left_at: Date | null
    /** When it was taken there. */
    pushed_at: Date | null
    /** The number that it has there. */
    receipt: string | null
    /** When that system last said something of it. */
    heard_at: Date | null
    /** The last of its statuses that was taken, in its own count. */
    last_sequence: Generated<number>
    /** Until when it owes its next word; null = it owes none. */
    promised_at: Date | null
    /** The status that brought the result; null = none yet. */
    result_id: string | null
    /** SHA-256 of the result's document, as that system gave it. */
    document_hash: Buffer | null
    /** The document. */
    file_id: string | null
  }
  /** What such a message says; read by whoever may read the application, and by nobody where there is none. */
  'application.department_content': {
    /** Which message. */
    message_id: string
    /** Of which application; null = not known yet. */
    application_id: string | null
    /** Its words in JSON; sealed. */
    content: Buffer
  }
  /** What was said to a department's system and by it, in both directions, and what became of it. Whom it is about stands in the content. */
  'application.department_message': {
    /** UUIDv7. */
    id: string
    /** Which system. */
    system_code: string
    /** Of which application, as it says. */
    number: string
    /** The application; null = there is none of that number with that system, or nobody looked yet. */
    application_id: string | null
    /** out: pushed; in: a status. */
    direction: 'out' | 'in'
    /** Out: which kind of push; in: the status in its own code. */
    what: string
    /** Out: the version; in: the how-manieth status of this application. */
    sequence: number | null
    /** Its own id of a status. */
    their_id: string | null
    /** When. */
    at: Date
    /** SHA-256 of the content. */
    content_hash: Buffer
    /** waiting: not looked at, not answered, or one before it is missing; taken; refused: what was pushed was not accepted; anything else: it changed nothing here. */
    outcome: 'waiting' | 'taken' | 'refused' | 'repeated' | 'unknown_number' | 'of_another' | 'unknown_code' | 'out_of_order' | 'not_now' | 'bad_document' | 'malformed'
    /** Why it changed nothing: the code of a refusal. */
    reason: string | null
    /** When somebody said that they saw to it. */
    settled_at: Date | null
    /** Who. */
    settled_by: string | null
  }
  /** Departments' own systems 部门业务系统, the items that each decides 国垂/市垂, and its names for fields, codes and steps; from the city's folder. */
  'application.department_setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: unknown
  }
  /** How the city stands with each department's system. It names nobody. */
  'application.department_system': {
    /** Which system. */
    code: string
    /** After what its statuses are asked for next. */
    cursor: string | null
    /** When it was last asked, and answered. */
    met_at: Date | null
    /** Since when it does not answer; null = it does. */
    failed_at: Date | null
    /** How it failed; never what it said. */
    failure: string | null
    /** Call-backs whose signature was not its own: they changed nothing. */
    unsigned_times: Generated<number>
    /** The last of them. */
    unsigned_at: Date | null
  }
  /** Units asked for an opinion 联审, in parallel. */
  'application.joint': {
    /** Which application. */
    application_id: string
    /** Which unit. */
    unit_id: string
    /** When. */
    asked_at: Date
    /** What about. */
    question: string
    /** When it answered; null = not yet. */
    answered_at: Date | null
    /** Its opinion. */
    agrees: boolean | null
    /** Why. */
    words: string | null
    /** Name of its part in a joint review 并联审批; null = asked for an opinion by hand. */
    part: string | null
    /** What of its part is missing: materials and words; the leading unit tells it in the one notice. */
    missing: unknown
    /** The conditions on which the leading unit rests its own refusal. */
    grounds: unknown
  }
  /** Letters 文书 to the applicant: receipt, acceptance, what is missing, the decision; read by whoever may read the application. */
  'application.letter': {
    /** UUIDv7. */
    id: string
    /** Of which application. */
    application_id: string
    /** Which letter of catalogues/letters.yaml. */
    kind: string
    /** The application's number and which of its letters it is. */
    number: string
    /** When. */
    written_at: Date
    /** Whose letter it is. */
    unit_id: string
    /** What it says; sealed. */
    content: Buffer
    /** SHA-256 of what it says; the ledger has it from the instant it was written. */
    content_hash: Buffer
    /** SHA-256 of the PDF; null = not drawn yet. */
    document_hash: Buffer | null
    /** The PDF. */
    file_id: string | null
    /** When the applicant first opened it; null = not yet. */
    read_at: Date | null
  }
  /** Letters that nobody has yet: written and still to be drawn, or due for a decision and never written; a row that stays is a decision without its letter. It names nobody. */
  'application.letter_owed': {
    /** The letter; the application where none was written. */
    id: string
    /** Of which application. */
    application_id: string
    /** Since when. */
    since: Date
  }
  /** One open draft a person and item. */
  'application.open_draft': {
    /** Hash of person and item: it can be compared, not read. */
    key: string
    /** The draft. */
    application_id: string
  }
  /** Who acts for the person of an application 代办人. Whether they still may is the delegation's to say, at each step anew. */
  'application.proxy': {
    /** Which application. */
    application_id: string
    /** Who acts. */
    agent_id: string
    /** Their name, masked. */
    agent_name: string
    /** Since when. */
    since: Date
  }
  /** Letters and their words 文书模板, and what 当场 means online; from the city's folder. */
  'application.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: unknown
  }
  /** What people had to fill in 填报统计, by item and day. */
  'application.tally': {
    /** Which item. */
    item_code: string
    /** The city's day. */
    on_day: string
    /** Applications handed in. */
    submitted: number
    /** Of those, approved at once by rule. */
    automatic: number
    /** Fields that they showed. */
    asked: number
    /** Fields that a person typed. */
    typed: number
    /** Fields that the city gave. */
    prefilled: number
    /** Fields that follow from others. */
    computed: number
    /** Values of the city that a person contradicted. */
    disputed: number
    /** Applications whose person did not want to be prefilled. */
    refused: number
  }
}
export const application = tables<ApplicationTables>()
