import type { ColumnType, Generated } from 'kysely'
import { tables } from '#base/database'

export type NumberKind = 'resident' | 'permit' | 'foreign_resident' | 'passport' | 'other'
export type NetworkPost = 'own' | 'attached' | 'none'
type Changed = ColumnType<Date, Date, Date>

export type PartyTables = {
  /** The demo cast: people who do not exist, so their names stand open. Empty in production. 演示人员 */
  'party.cast_member': {
    /** How tests call them. */
    key: string
    /** Their row in person. */
    person_id: string
    /** Name. */
    name: string
    /** Account name; null = does not log in. */
    account: string | null
    /** Logs in on the residents' side. */
    resident: boolean
    /** What they can show. */
    note: string | null
    /** Order in the file. */
    place: number
  }
  /** Units that answer for public business. 单位 */
  'party.department': {
    /** Readable and lasting. */
    id: string
    /** Full name as people read it. */
    name: string
    /** Short name; null = the full one. */
    short_name: string | null
    /** Unified social credit code (GB 32100), where known. */
    credit_code: string | null
    /** Level at which it answers. */
    level: string
    /** Division in which it answers. */
    division_code: string
    /** Path of that division; empty = whole city. */
    division_path: string
    /** The unit above it. */
    parent_id: string | null
    /** government, department, enforcement, grid_centre, hotline, street, community, public_utility, party_office, other. */
    kind: string
    /** What rule tables and the catalogue call it: water, grid_centre …; one unit a role and division. */
    role: string | null
    /** Its 网信 post: own = has one, attached = joined to another post, none. */
    network_post: NetworkPost
    /** Public telephone. */
    phone: string | null
    /** Last day; null = exists. */
    valid_to: string | null
    /** folder = follows departments.csv; desk = changed by a desk and kept. */
    origin: 'folder' | 'desk'
    /** Grows with each change. */
    version: Generated<number>
    /** Last change. */
    changed_at: Changed
  }
  /** Firms and other organisations, by unified social credit code. 法人 */
  'party.firm': {
    /** GB 32100, checked. */
    credit_code: string
    /** UUIDv7. */
    id: string
    /** Registered name; public. */
    name: string
    /** Where it is registered, as far as known. */
    division_path: string | null
    /** Last day; null = exists. */
    valid_to: string | null
    /** Last change. */
    changed_at: Changed
  }
  /** Area codes in identity numbers; one that is not here only marks a number. 身份证地区码 */
  'party.identity_area': {
    /** Six digits (GB/T 2260). */
    code: string
    /** Name. */
    name: string
    /** No longer a division; numbers given then stay valid. */
    abolished: boolean
  }
  /** People. Whatever identifies them is sealed (SM4-CTR, HMAC-SM3) and read by id only. 自然人 */
  'party.person': {
    /** UUIDv7. */
    id: string
    /** Sealed. */
    name: Buffer
    /** Sealed identity number; null where none was given. */
    number: Buffer | null
    /** Which kind of number it is. */
    number_kind: NumberKind | null
    /** Sealed. */
    phone: Buffer | null
    /** Sealed; the part below the community. */
    address: Buffer | null
    /** For statistics; the day is in the sealed number. */
    birth_year: number | null
    /** For statistics. */
    sex: 'female' | 'male' | null
    /** Where the person lives, down to the community; null = unknown. */
    division_path: string | null
    /** Same for all who live together. */
    household_id: string | null
    /** Why somebody may look at the number again: area_unknown, area_abolished, nobody. */
    marks: Generated<string[]>
    /** Newest key under which party.person_number has the number. */
    number_indexed: number | null
    /** Grows with each change. */
    version: Generated<number>
    /** Last change. */
    changed_at: Changed
    /** Turned out to be this person 并号: what was held under this row has gone there; the row itself stays. Null = it stands for itself. */
    merged_into: string | null
  }
  /** Blind index: one number, one person. A person has a row for each live key. 证件号盲索引 */
  'party.person_number': {
    /** HMAC-SM3 of the number under that key. */
    digest: Buffer
    /** Which key. */
    key_version: number
    /** Whose it is. */
    person_id: string
  }
  /** Where a person has business besides home, so that those who do it can read the row. 关联 */
  'party.person_tie': {
    /** Who. */
    person_id: string
    /** Staff whose division covers this path may read; a single - stands for none. */
    division_path: string
    /** Staff of this unit may read; a single - stands for none. */
    department_id: string
    /** Which business, in the words of the code: governance.report, party.lookup. */
    reason: string
    /** When it began. */
    since: Date
  }
  /** Posts: business is assigned to them, whoever holds them. 岗位 */
  'party.post': {
    /** UUIDv7. */
    id: string
    /** Readable and lasting. */
    code: string
    /** Unit of the post. */
    department_id: string
    /** How far down it reaches: a grid worker's community. */
    division_code: string
    /** Path of that division; empty = whole city. */
    division_path: string
    /** What people call it: 网格员. */
    title: string
    /** Role of access: what the post may do. */
    role: string
    /** Head of the unit. */
    is_head: Generated<boolean>
    /** Who holds it now; null = vacant. */
    person_id: string | null
    /** When the post was closed. */
    ended_at: Date | null
    /** Last change. */
    changed_at: Changed
  }
  /** The closed list of reasons for showing a masked field or looking a number up. 用途 */
  'party.purpose': {
    /** Word in requests and leaves. */
    code: string
    /** As the dialog shows it. */
    name: string
    /** In English. */
    name_en: string | null
    /** What it may show: name, phone, number, address. */
    fields: string[]
    /** May look a person up by exact number. */
    lookup: boolean
    /** Law or rule it rests on. */
    source: string | null
    /** From when. */
    effective_on: string | null
    /** Order in the dialog. */
    place: number
    /** Left the city's list. */
    ended: Generated<boolean>
  }
  /** Limits of the city. */
  'party.setting': {
    /** Always true: there is one row. */
    one: Generated<boolean>
    /** How many people one actor may see unmasked in a day. */
    daily_limit: number
  }
  /** Whom an actor saw unmasked on a day, to count against the daily limit; the proof is in the ledger. 当日查看 */
  'party.sight': {
    /** Who saw. */
    actor_id: string
    /** The city's day. */
    on_day: string
    /** Whom. */
    person_id: string
    /** How often. */
    times: number
  }
  /** Which state of departments this is; a new random stamp with every change tells each process to read them again. */
  'party.stamp': {
    /** Always true: there is one row. */
    one: Generated<boolean>
    /** Random, never repeated. */
    stamp: string
  }
}
export const party = tables<PartyTables>()
