import type { Generated } from 'kysely'
import { tables } from '#base/database'
import type { ResourceField } from './contract.ts'

export type Share = 'unconditional' | 'conditional' | 'forbidden'
export type Mode = 'query' | 'batch_check' | 'page' | 'delivery'

export type ExchangeTables = {
  /** Agreements to end a grant that were filed with the authority 终止协议备案; without one a source does not end a grant. */
  'exchange.agreement': {
    /** The grant. */
    request_id: string
    /** Number of the agreement. */
    number: string
    /** When the authority took it. */
    filed_at: Date
  }
  /** What the head of the source department signed before an entry is published 保密审查、个人信息保护影响评估. */
  'exchange.assessment': {
    /** The change. */
    change_id: string
    /** secrecy 保密审查, privacy 个人信息保护影响评估. */
    subject: 'secrecy' | 'privacy'
    /** The finding. */
    words: string
    /** Of the entry that was read, in canonical JSON: another entry needs another signature. */
    sha256: Buffer
    /** When. */
    signed_at: Date
    /** Kind and id of who signed. */
    signed_by: string
    /** The post that signed. */
    post_id: string
  }
  /** A change of the catalogue on its way 目录变更: a draft of an entry, or a withdrawal; its state, clocks and steps are a matter of the same id. */
  'exchange.change': {
    /** The matter. */
    id: string
    /** new 新增, edit 修改, withdraw 撤回. */
    kind: 'new' | 'edit' | 'withdraw'
    /** The entry; of a new one the code that it will have. One change of an entry at a time. */
    resource_code: string
    /** Source department 数源部门. */
    unit_id: string
    /** The version it changes; null = a new entry. */
    base_version: number | null
    /** The entry as it will be; null = a withdrawal. */
    content: unknown
    /** Why. */
    reason: string
    /** From which day; users of a field that goes or changes are told first, and it waits for them. */
    effective_on: string
    /** When it was drafted. */
    drafted_at: Date
    /** Kind and id of who drafted it. */
    drafted_by: string
    /** When it came into force or was dropped. */
    ended_at: Date | null
  }
  /** Somebody says that a value is wrong 校核纠错; its state, clocks and steps are a matter of the same id. What is said of the value lies sealed beside it. */
  'exchange.correction': {
    /** The matter. */
    id: string
    /** The entry of the catalogue. */
    resource_code: string
    /** The source department that answers, as it was when this was asked. */
    source_id: string
    /** Which field of the entry. */
    field: string
    /** person 本人, unit 用数部门, difference 两源不一致: opened by itself because two sources differ. */
    origin: 'person' | 'unit' | 'difference'
    /** The department that asks; null = a person does, or nobody. */
    unit_id: string | null
    /** The person whom the value is about; null = none that is known. */
    person_id: string | null
    /** Under which grant the value was got; null = asked by a person. */
    grant_id: string | null
    /** When. */
    asked_at: Date
    /** Blind digest of entry, field, key and the two values: the same difference opens none again; null = not opened by itself. */
    difference: Buffer | null
  }
  /** What is said of the value: read by the person, the asker and the source, and by nobody else. */
  'exchange.correction_content': {
    /** The correction. */
    id: string
    /** Key, what is wrong and the value that is believed, sealed. */
    sealed: Buffer
  }
  /** A whole copy on its way 整批交付: chunk by chunk, each under the grant as it stands at that moment. */
  'exchange.delivery': {
    /** UUIDv7, made by whoever fetches it. */
    id: string
    /** Under which grant. */
    grant_id: string
    /** The newest row there was when it began: later ones belong to the next copy; null = there was none. */
    until_id: string | null
    /** Rows given so far. */
    rows: number
    /** Chunks given so far. */
    chunks: number
    /** When it began. */
    began_at: Date
    /** When its last chunk had been taken and the leaf was written. */
    finished_at: Date | null
    /** Its leaf in the ledger, which the receipt opens. */
    entry_id: string | null
  }
  /** What was given in each chunk: asked again it is the same bytes, or refused. */
  'exchange.delivery_chunk': {
    /** The delivery. */
    delivery_id: string
    /** From 1. */
    number: number
    /** Its own last row. */
    last_id: string
    /** How many rows. */
    rows: number
    /** Of its bytes: a row a line in canonical JSON. */
    sha256: Buffer
    /** When it was first given. */
    at: Date
  }
  /** Data that a department needs and the catalogue does not have 数据需求; its state, clocks and steps are a matter of the same id. */
  'exchange.demand': {
    /** The matter. */
    id: string
    /** Who needs it. */
    unit_id: string
    /** Which data, in the words of who needs them. */
    name: string
    /** Which fields. */
    items: string
    /** What for. */
    purpose: string
    /** The duty in law that needs them. */
    legal_basis: string
    /** In which piece of business. */
    scenario: string
    /** The source department that the authority named; null = not named yet. */
    source_id: string | null
    /** The entry of the catalogue that meets it; null = none yet. */
    resource_code: string | null
    /** When. */
    raised_at: Date
  }
  /** What is owed after a decision on data 授权后续: a source provides 供数, a user disposes of what it got 处置, two units disagree 争议. State, clock and steps are a matter of the same id. */
  'exchange.followup': {
    /** The matter. */
    id: string
    /** provision 供数, disposal 处置, dispute 争议, withholding 暂不告知. */
    kind: 'provision' | 'disposal' | 'dispute' | 'withholding'
    /** The entry of the catalogue. */
    resource_code: string
    /** The using department; of a dispute the one that raised it. */
    unit_id: string
    /** The source department. */
    source_id: string
    /** The request or grant that it follows; null = a correction. */
    request_id: string | null
    /** The correction that is disputed; null = a request. */
    correction_id: string | null
    /** How data are to be disposed of, as the source asks: deleted 删除, returned 退还, archived 经商定留存. */
    way: 'deleted' | 'returned' | 'archived' | null
    /** Why it is disputed, or why the person is not to be told yet. */
    words: string | null
    /** For whom the last decision on a dispute was: raiser or other; null = none yet. */
    outcome: 'raiser' | 'other' | null
    /** When. */
    opened_at: Date
  }
  /** What was granted 授权: written with the step that granted it, bound to requester, fields, purpose, period and quota. Whether it stands is the state of its matter. */
  'exchange.grant': {
    /** The request and its matter. */
    id: string
    /** The entry. */
    resource_code: string
    /** Who may use it. */
    unit_id: string
    /** The entry's version at that moment: its fields and masking are those. */
    version: number
    /** For what. */
    purpose: string
    /** Which fields; others do not exist in any answer. */
    fields: string[]
    /** How. */
    mode: string
    /** Last day. */
    until_on: string
    /** Quota of rows a day. */
    rows_a_day: number
    /** When. */
    granted_at: Date
    /** Kind and id of who granted it; a job where the entry is shared without conditions. */
    granted_by: string
  }
  /** What the authority ruled of a field that several departments hold under one name 一数一源: its source department, or that these are different things. */
  'exchange.item_ruling': {
    /** The field 信息项, by its Chinese name. */
    name: string
    /** Its source department 数源部门; null = different things under one name. */
    unit_id: string | null
    /** Why. */
    reason: string
    /** In the review of which change. */
    change_id: string
    /** When. */
    ruled_at: Date
    /** Kind and id of who ruled. */
    ruled_by: string
  }
  /** Which rows a landing has brought so far: what a whole copy did not bring is gone, and at its end both sides are compared. Lost with a crash of the database, after which the copy begins anew. */
  'exchange.landed_key': {
    /** The landing: a run, or a sheet. */
    landing_id: string
    /** Which chunk of it brought the row, from 1. */
    chunk: number
    /** The row's key. */
    digest: Buffer
    /** Of what the source sent: first eight bytes of the SHA-256 of its canonical JSON, of its blind index where it is sealed; null = the source removed the row. */
    content: bigint | null
  }
  /** When each entry last got rows from its source 落地时间: the authority sees this, and not the rows. */
  'exchange.landing': {
    /** The entry. */
    resource_code: string
    /** How many rows came then. */
    rows: number
    /** When. */
    last_at: Date
  }
  /** What the law forbids to share, whoever holds it 负面清单; from the city's folder. */
  'exchange.negative': {
    /** Which data. */
    name: string
    /** Its place in the list. */
    place: number
    /** What the law says of them. */
    why: string
    /** Laws with their articles. */
    basis: string
  }
  /** What has a correction that is not answered yet: one of a person and an entry, or of a value and a field, at a time. */
  'exchange.open_correction': {
    /** person, id and entry; or entry, field and the digest of the key. */
    about: string
    /** The correction. */
    correction_id: string
  }
  /** What a department asks of another 数据共享申请; its state, clocks and steps are a matter of the same id. */
  'exchange.request': {
    /** The matter. */
    id: string
    /** The entry of the catalogue. */
    resource_code: string
    /** Using department 用数部门. */
    unit_id: string
    /** Source department 数源部门, as it was when this was filed. */
    source_id: string
    /** What for; what is granted may be used for nothing else. */
    purpose: string
    /** The duty in law that needs it. */
    legal_basis: string
    /** In which piece of business. */
    scenario: string
    /** The system that will use it. */
    using_system: string
    /** Fields asked for, by their names in the entry. */
    fields: string[]
    /** How. */
    mode: Mode
    /** Last day of use. */
    until_on: string
    /** How many rows a day at most. */
    rows_a_day: number
    /** The condition of the entry that a refusal cites; null = not refused. */
    condition: string | null
    /** When it was filed. */
    filed_at: Date
    /** The scenario of the city's list; null = in the asker's own words. */
    scenario_id: string | null
  }
  /** Catalogue of data resources 数据资源目录 (core fields of GB/T 21063): the version in force of each entry. */
  'exchange.resource': {
    /** Twelve digits: class, item, body and number. */
    code: string
    /** Counts from 1; every change makes a new one. */
    version: number
    /** 信息资源名称. */
    name: string
    /** Source department 数源部门; one entry has one. */
    unit_id: string
    /** Base library 基础库 to which it belongs; null = none. */
    library: 'population' | 'legal_person' | 'licence' | 'space' | 'credit' | null
    /** Theme 主题. */
    theme: string
    /** 摘要. */
    summary: string
    /** In what form it is held. */
    format: 'database' | 'file' | 'api'
    /** unconditional 无条件, conditional 有条件, forbidden 不予共享. */
    share: 'unconditional' | 'conditional' | 'forbidden'
    /** What a requester must meet 共享条件. */
    share_condition: string
    /** Law and article that the share type rests on. */
    share_basis: string
    /** How it may be had: query, batch_check, page, delivery. */
    modes: Mode[]
    /** Open to everyone 开放属性. */
    open: 'open' | 'conditional' | 'closed'
    /** How often it is renewed 更新周期. */
    cycle: 'realtime' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly' | 'once'
    /** Holds personal data: then it is never unconditional and never open. */
    personal: boolean
    /** The highest grade of its fields, 1 to 4 (GB/T 43697: 就高从严). */
    grade: number
    /** The highest level of its fields: core 核心, important 重要, general 一般. */
    level: 'core' | 'important' | 'general'
    /** Its fields 信息项, in order: name, field, type, length, required, key, grade, level, personal, mask. */
    fields: ResourceField[]
    /** The city's folder, or an edit at the desk. */
    origin: 'folder' | 'desk'
    /** When this version came into force. */
    effective_from: Date
    /** When it was withdrawn; null = in force. */
    withdrawn_at: Date | null
    /** First letters of its name in pinyin. */
    initials: string
    /** Pairs of signs of name, source, fields and summary, by which it is found. */
    tokens: string[]
    /** Codes of the entries it was derived from 衍生数据; empty = collected by its source itself. */
    derived_from: string[]
    /** Why it has the grade it has, where it was derived: derived data are graded anew. */
    derived_reason: string
    /** The system of this platform that keeps it itself and is asked, by its name in the registry; null = its rows are landed. */
    contribution: string | null
    /** The entry of the existing platform that it is drawn from and asked live at, by its id there 引自既有平台; null = its rows are landed or kept here. */
    drawn_from: string | null
  }
  /** Every version that an entry of the catalogue ever had. */
  'exchange.resource_version': {
    /** The entry. */
    code: string
    /** Which one. */
    version: number
    /** The entry as it was. */
    content: unknown
    /** When it came into force. */
    effective_from: Date
    /** The file of the city's folder, or the account that changed it. */
    changed_by: string
  }
  /** How much a district or street took of the data about itself each day 回流用量. */
  'exchange.return_usage': {
    /** The unit of the desk. */
    unit_id: string
    /** The entry. */
    resource_code: string
    /** The city's day. */
    on_day: string
    /** How many pages. */
    queries: number
    /** How many rows were given. */
    rows: number
  }
  /** What a source landed 落地数据: sealed where its entry has personal data, plain where it has none; found by its keys alone. The authority that sees catalogue and clocks cannot read it. */
  'exchange.row': {
    /** UUIDv7. */
    id: string
    /** The entry. */
    resource_code: string
    /** Of all its key fields together, one row: a blind index where the row is sealed, SHA-256 where it is plain. */
    digest: Buffer
    /** The entry's version by which it was judged. */
    version: number
    /** Its values by field, in canonical JSON, sealed; null = the row is plain. */
    sealed: Buffer | null
    /** When it arrived or last changed. */
    landed_at: Date
    /** The division that the row is about, from the field that the entry declares as its division; null = it says none that is known. */
    division_path: string | null
    /** Its values by field, in canonical JSON, of an entry without personal data; null = the row is sealed. */
    plain: Readonly<Record<string, string | number | boolean | null>> | null
    /** Of a sealed row: the first eight bytes of the blind index of its canonical JSON, by which it is compared unopened; null = not yet known, and of a plain row. */
    content: bigint | null
  }
  /** By which rows are found: one index for each key field, blind where the row is sealed. */
  'exchange.row_key': {
    /** The entry. */
    resource_code: string
    /** The key field. */
    field: string
    /** Of its value in capitals: a blind index where the row is sealed, SHA-256 where it is plain. */
    digest: Buffer
    /** The row. */
    row_id: string
  }
  /** A grant of the sandbox 沙箱授权: given at once, good for made-up people and rows and for nothing else. */
  'exchange.sandbox_grant': {
    /** UUIDv7, made by whoever asks. */
    id: string
    /** The entry. */
    resource_code: string
    /** Whose engineers try it. */
    unit_id: string
    /** The entry's version: its fields and masking are those. */
    version: number
    /** Which fields. */
    fields: string[]
    /** How. */
    mode: 'query' | 'batch_check' | 'page' | 'delivery'
    /** In which piece of business; masks depend on it. */
    scenario: string
    /** Last day. */
    until_on: string
    /** Quota of rows a day, kept as in earnest. */
    rows_a_day: number
    /** The day of which the rows are counted. */
    used_on: string | null
    /** Rows given on that day. */
    used_rows: number
    /** Its newest whole copy, by the id that the client gave it. */
    delivery_id: string | null
    /** When it was asked for. */
    filed_at: Date
    /** Kind and id of who asked. */
    filed_by: string
    /** Chunks given of its newest whole copy. */
    delivered: number
    /** When that was finished. */
    delivered_at: Date | null
    /** What for, as it was asked; it stands in the receipt. */
    purpose: string
  }
  /** What the existing platform said of an entry when its unit drew one of it, or looked at a change of it 平台陈述. */
  'exchange.statement': {
    /** The entry here. */
    resource_code: string
    /** When it was drawn or looked at. */
    kept_at: Date
    /** The id of the entry there. */
    entry: string
    /** Name, share type and fields as they were said there. */
    said: Readonly<{ name: string; share: string; fields: readonly Readonly<{ name: string; field: string; type: string }>[] }>
    /** SHA-256 of all that it said. */
    hash: string
    /** When it was harvested saying so. */
    harvested_at: Date
    /** Kind and id of who drew or looked. */
    kept_by: string
  }
  /** What the platform above 上级共享平台 knows of the catalogue. */
  'exchange.upstream_entry': {
    /** The entry. */
    code: string
    /** The version that it took. */
    version: number
    /** Whether it knows that the entry was withdrawn. */
    withdrawn: boolean
    /** When it was sent. */
    sent_at: Date
  }
  /** What was asked through the platform above; each is an ordinary request here, if it could become one. */
  'exchange.upstream_request': {
    /** Its number up there. */
    id: string
    /** The request that it became; null = it could not be one. */
    request_id: string | null
    /** The body beyond this city that asks, in words. */
    asked_by: string
    /** The entry asked for, as it was written. */
    resource_code: string
    /** How it stands: received, granted, refused, impossible. */
    outcome: 'received' | 'granted' | 'refused' | 'impossible'
    /** Why it could not become a request: the code of a refusal. */
    reason: string | null
    /** The outcome that was last told; null = nothing yet. */
    answered: 'received' | 'granted' | 'refused' | 'impossible' | null
    /** When it came. */
    received_at: Date
  }
  /** How the city stands with the platform above; one row. */
  'exchange.upstream_state': {
    /** True. */
    one: boolean
    /** Up to where requests were taken. */
    cursor: string | null
    /** When it was last reached and nothing was left to tell. */
    met_at: Date | null
    /** When it was last not reached, if that is the newest; null = it was. */
    failed_at: Date | null
    /** What the connector said. */
    failure: string | null
  }
  /** How much a grant was used each day 用量: its quota is counted here. */
  'exchange.usage': {
    /** The grant. */
    grant_id: string
    /** The city's day. */
    on_day: string
    /** How often it was asked. */
    queries: number
    /** How many rows were given. */
    rows: number
  }
  /** The same by the hour of the city's day: by it use at night is found, and what is new since it was last looked at. */
  'exchange.usage_hour': {
    /** The grant. */
    grant_id: string
    /** The city's day. */
    on_day: string
    /** The city's hour, 0 to 23. */
    hour: number
    /** How often it was asked. */
    queries: number
    /** How many rows were given. */
    rows: number
    /** Whether the job that looks for unusual use has seen it as it is. */
    seen: boolean
  }
  /** About whom a grant was used and for which matter, for as long as unusual use is looked for: a blind tag, from which nobody can be read. */
  'exchange.use_about': {
    /** The grant. */
    grant_id: string
    /** The city's day. */
    on_day: string
    /** Number of the matter it was for. */
    matter: string
    /** Blind index of the key by which was asked: a person or a firm. */
    tag: Buffer
    /** How often. */
    times: number
    /** A row of theirs lies outside the place of the post that asked. */
    outside: boolean
  }
  /** Unusual use 异常使用: one open for each grant and kind, until the authority has judged it. */
  'exchange.use_alarm': {
    /** UUIDv7. */
    id: string
    /** The grant. */
    grant_id: string
    /** multiple of the usual, off_hours at night, outside_area people of other places, many_persons for one matter, same_person again and again. */
    kind: 'multiple' | 'off_hours' | 'outside_area' | 'many_persons' | 'same_person'
    /** The newest day on which it was so. */
    on_day: string
    /** The highest that was counted. */
    figure: number
    /** What is usual for this grant; null where the kind knows no usual. */
    usual: number | null
    /** From which on it is unusual, as the city's rules said then. */
    threshold: number
    /** The matter for which so many were asked; null for other kinds. */
    matter: string | null
    /** When it was found. */
    opened_at: Date
    /** When it was last found again. */
    last_at: Date
    /** When it was judged; null = not yet. */
    judged_at: Date | null
    /** Kind and id of who judged. */
    judged_by: string | null
    /** explained 有合理原因, misuse 滥用. */
    judged_as: 'explained' | 'misuse' | null
    /** Why. */
    reason: string | null
    /** The explanation stands for the rest of the grant: this kind is not raised for it again. */
    standing: boolean
  }
  /** How long records of use are kept and by which laws a use may be withheld from the person, as the city's data-use.yaml says: one row. */
  'exchange.use_rule': {
    /** Keeps it one row. */
    only_one: Generated<boolean>
    /** The file. */
    content: unknown
  }
  /** A decision that the uses under one grant for one matter are not shown to the person yet 依法暂不告知 (PIPL 18, 35): by a basis of the closed list, approved by an outside unit, until a day. */
  'exchange.withholding': {
    /** The matter, and what follows the grant. */
    id: string
    /** Under which grant. */
    grant_id: string
    /** Number of the matter that data are used for. */
    matter: string
    /** Code of the legal basis in the city's list. */
    basis: string
    /** On this day the uses are shown by themselves. */
    until_on: string
    /** The city's day of approval; null = not approved. */
    approved_on: string | null
    /** The unit that approved: neither the user nor the source. */
    approved_by: string | null
    /** When it was ended before its day. */
    ended_at: Date | null
    /** How many uses it withheld. */
    uses: Generated<number>
  }
}

export const exchange = tables<ExchangeTables>()
