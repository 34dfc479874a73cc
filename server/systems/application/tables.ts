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
    /** Whom it is about. */
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
    /** Name and number of the person as they were proven; sealed. */
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
