import { tables } from '#base/database'
import type { ChangeDataset, Format, Gate, OpenColumn } from './contract.ts'
import type { Finding } from './version/scan-rows.ts'

export type Fault = { line: number; column: string; code: string; value: string }
export type Licence = { code: string; name: string; name_en: string; text: string; url: string }
/** What the city's folder says of open data. */
export type Settings = { least_group: number; quotas: { anonymous: number; key: number; keys_each: number }; licences: Licence[]; publisher: string; title: string; title_en: string; description: string; description_en: string; request_unit: string }

export type OpenDataTables = {
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
  }
}

export const openData = tables<OpenDataTables>()
