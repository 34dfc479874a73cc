import { tables } from '#base/database'
import type { ChangeDataset, Format, Gate, OpenColumn } from './contract.ts'
import type { Finding } from './version/scan-rows.ts'

export type Fault = { line: number; column: string; code: string; value: string }
export type Licence = { code: string; name: string; name_en: string; text: string; url: string }
/** What the city's folder says of open data. */
export type Settings = { least_group: number; quotas: { anonymous: number; key: number; keys_each: number }; licences: Licence[]; publisher: string; title: string; title_en: string; description: string; description_en: string; request_unit: string }

export type OpenDataTables = {
  /** Calls without a key each day 无钥匙配额, whatever process they came to; forgotten when the day is over. */
  'open_data.address_use': {
    /** The city's day. */
    on_day: string
    /** Blind index of the address (of IPv6 its /64): which one it is, is nobody's business. */
    digest: Buffer
    /** How many. */
    calls: number
  }
  /** A version as a file to be downloaded, made once; it lies under its hash. */
  'open_data.copy': {
    /** The version. */
    version_id: string
    /** csv, json, xlsx, parquet. */
    format: Format
    /** Of its bytes, and its name on disk. */
    sha256: Buffer
    /** Its size. */
    bytes: bigint
    /** When it was made. */
    made_at: Date
  }
  /** An open dataset 开放数据集, prepared or published. */
  'open_data.dataset': {
    /** UUIDv7. */
    id: string
    /** In its address; for ever. */
    name: string
    /** Its name for people. */
    title: string
    /** Who publishes it and answers for it. */
    unit_id: string
    /** The entry of the exchange's catalogue that it comes from; null = none. */
    resource_code: string | null
    /** Theme 主题. */
    theme: string
    /** Words by which it is found. */
    tags: string[]
    /** 摘要. */
    summary: string
    /** How often it is renewed 更新周期. */
    cycle: ChangeDataset['cycle']
    /** On what terms it may be used; a licence of the settings. */
    licence: string
    /** What it covers: places and time. */
    scope: string
    /** As the unit grades it, 1 to 4 (GB/T 43697); only 1 is opened. */
    grade: number
    /** Derived from records of persons: then groups must be large enough. */
    about_people: boolean
    /** Headings that together might single somebody out 准标识符. */
    quasi: string[]
    /** What the unit says of columns by heading: field, note, type, left out. */
    columns: ChangeDataset['columns']
    /** The city's folder, or the desk. */
    origin: 'folder' | 'desk'
    /** When it was first written down. */
    created_at: Date
    /** Kind and id of who did. */
    created_by: string
    /** The newest published version; 0 = none yet. */
    version: number
    /** Its row in version. */
    version_id: string | null
    /** When the newest version was published. */
    renewed_at: Date | null
    /** When it was withdrawn; its address then says why. */
    withdrawn_at: Date | null
    /** Why, for everybody. */
    withdrawn_reason: string | null
    /** How many rated it. */
    ratings: number
    /** The sum of their ratings. */
    rating_sum: number
    /** Pairs of signs of title, unit, tags, summary and headings, by which it is found. */
    tokens: string[]
  }
  /** What people say of a dataset 反馈; public once the unit has answered. */
  'open_data.feedback': {
    /** UUIDv7, made by whoever gives it. */
    id: string
    /** Of which dataset. */
    dataset_id: string
    /** Which unit answers. */
    unit_id: string
    /** Of which version. */
    version: number
    /** 1 to 5; null = only words. */
    rating: number | null
    /** What was said; it holds no personal data. */
    words: string
    /** Who said it; shown to nobody. */
    person_id: string
    /** When. */
    given_at: Date
    /** mended, kept as it is, or will be opened. */
    outcome: 'mended' | 'kept' | 'will_open' | null
    /** What the unit answers, for everybody. */
    answer: string | null
    /** When. */
    answered_at: Date | null
  }
  /** Keys to the public interface 接口钥匙: whoever has one may ask more often. */
  'open_data.key': {
    /** UUIDv7. */
    id: string
    /** SHA-256 of the key, which is nowhere else. */
    digest: Buffer
    /** Its last four signs, by which its owner knows it. */
    ending: string
    /** Whose it is. */
    person_id: string
    /** What for, in the owner's words. */
    purpose: string
    /** When it was made. */
    made_at: Date
    /** Since when it opens nothing; null = it does. */
    revoked_at: Date | null
  }
  /** Calls with a key each day: its quota is counted here 配额. */
  'open_data.key_use': {
    /** The key. */
    key_id: string
    /** The city's day. */
    on_day: string
    /** How many. */
    calls: number
  }
  /** The rows of all versions, as text in the form that PostgreSQL casts; null where blank. */
  'open_data.row': {
    /** The version. */
    version_id: string
    /** Its place in the file, from 1. */
    n: number
    /** One value a column of the version. */
    cells: string[]
  }
  /** What the city's folder says of open data 开放参数: least group, quotas, licences. */
  'open_data.setting': {
    /** One row. */
    id: number
    /** As the folder has it. */
    content: Settings
  }
  /** What somebody made of open data 应用成果; shown after the city's data post has looked at it. */
  'open_data.showcase': {
    /** UUIDv7, made by whoever submits it. */
    id: string
    /** Its name. */
    title: string
    /** What it does. */
    summary: string
    /** Where it is. */
    url: string
    /** Who made it, as they want to be named. */
    maker: string
    /** The datasets that it uses. */
    datasets: string[]
    /** Who submitted it; shown to nobody. */
    person_id: string
    /** When. */
    submitted_at: Date
    /** Whether everybody sees it; null = not reviewed yet. */
    shown: boolean | null
    /** Why not. */
    reason: string | null
    /** When it was reviewed. */
    reviewed_at: Date | null
    /** By whom: kind and id. */
    reviewed_by: string | null
  }
  /** How often a dataset was used each day 使用统计; of no user. */
  'open_data.use': {
    /** The dataset. */
    dataset_id: string
    /** The city's day. */
    on_day: string
    /** A download by its format, the interface, or its page. */
    way: 'csv' | 'json' | 'xlsx' | 'parquet' | 'api' | 'view'
    /** How often. */
    uses: bigint
  }
  /** One table of a dataset as it was sent and read: a draft, or published under a number. */
  'open_data.version': {
    /** UUIDv7. */
    id: string
    /** The dataset. */
    dataset_id: string
    /** From 1, in the order of publication; null = a draft, of which there is one at most. */
    number: number | null
    /** What the file was called. */
    file_name: string
    /** csv or xlsx. */
    format: string
    /** Of a text file, as it was found out. */
    encoding: string | null
    /** Its size. */
    bytes: bigint
    /** Of its bytes. */
    sha256: Buffer
    /** Rows that came in. */
    rows: number
    /** Whether the rows are stored; false where personal data were found. */
    kept: boolean
    /** Blank rows that were passed over. */
    blank_rows: number
    /** Rows that did not come in. */
    rejected: number
    /** The first of them: line, column, code, value. */
    faults: Fault[]
    /** Its columns in the order of the values: heading, field, type, note, values, blanks, role. */
    columns: OpenColumn[]
    /** Headings whose values were never stored. */
    left_out: string[]
    /** Personal data that the scan found, by column: kind, grade, rows; no value. */
    findings: Finding[]
    /** When it was sent. */
    loaded_at: Date
    /** Kind and id of who sent it. */
    loaded_by: string
    /** The head accepts that the rejected rows stay away. */
    accept_rejects: boolean
    /** Disclosure note 开放说明 of the unit's head. */
    note: string | null
    /** Who signed it: kind and id. */
    signed_by: string | null
    /** When. */
    signed_at: Date | null
    /** What is different from the version before, for everybody 变更说明. */
    change: string
    /** What each check of the gate said when it was published 开放审查. */
    gate: Gate | null
    /** When it was published. */
    published_at: Date | null
    /** By whom: kind and id. */
    published_by: string | null
    /** The gate's decision in the ledger. */
    entry_id: string | null
    /** When it was withdrawn with its dataset; a later version does not bring it back. */
    withdrawn_at: Date | null
    /** Why, for everybody. */
    withdrawn_reason: string | null
  }
  /** Data that somebody would like to have open 数据需求申请; state, clocks and steps are a matter of the same id. */
  'open_data.wish': {
    /** The matter. */
    id: string
    /** What data. */
    title: string
    /** More exactly. */
    words: string
    /** What for. */
    purpose: string
    /** Who asks; shown to nobody. */
    person_id: string
    /** Which unit they think has it; null = they do not know. */
    asked_unit: string | null
    /** Which unit the review gave it to; null = not yet. */
    unit_id: string | null
    /** Public since the review accepted it. */
    shown: boolean
    /** The dataset that answers it; null = none. */
    dataset_id: string | null
    /** What was answered, for everybody. */
    answer: string | null
    /** When. */
    asked_at: Date
  }
}

export const openData = tables<OpenDataTables>()
