import { tables } from '#base/database'
import type { LicenceKind } from './licence-kinds.ts'

export type LicenceTables = {
  /** What there is one of: one licence for a basis, and one in force of a kind for a person where the kind says so. */
  'licence.claim': {
    /** Hash of what is claimed: it can be compared, not read. */
    key: string
    /** The licence that has it. */
    licence_id: string
  }
  /** The licence of record 证照文件: a PDF and the unit's seal over its hash. It names nobody. */
  'licence.document': {
    /** Of which licence. */
    licence_id: string
    /** The file. */
    file_id: string
    /** Hash of the PDF. */
    sha256: Buffer
    /** Which key of the unit sealed it. */
    seal_key: string
    /** The seal: over unit, hash and instant. */
    signature: Buffer
    /** That instant. */
    sealed_at: Date
  }
  /** Kinds of licences 证照种类: who issues them, their fields, how long they last, what may be shown; from the city's folder. */
  'licence.kind': {
    /** The same for ever; the catalogue of items names it. */
    code: string
    /** What the file says. */
    content: LicenceKind
    /** It left the folder: none is issued any more. */
    retired: boolean
  }
  /** Licences 电子证照: read by the holder and the issuing unit, and by nobody else; whoever relies on one asks for it by holder. */
  'licence.licence': {
    /** UUIDv7. */
    id: string
    /** 证照编号: letters of the kind, division of the unit, year, the unit's sequence of that year. */
    number: string
    /** Which kind. */
    kind: string
    /** 持证主体: the party, a person or a firm. */
    holder_id: string
    /** 证照颁发机构. */
    unit_id: string
    /** The division of the unit. */
    division_path: string
    /** What it was issued on: an application, or an act at the desk. */
    basis: string
    /** Its showing form. */
    credential_id: string
    /** Whom it names and what it says, as it was when it was issued; sealed. */
    content: Buffer
    /** From this instant. */
    valid_from: Date
    /** Until before this instant; null = without end. */
    valid_until: Date | null
    /** The licence before it in the chain. */
    replaces: string | null
    /** 证照颁发日期. */
    issued_at: Date
    /** The post, or the job. */
    issued_by: string
    /** When it was taken back; null = it was not. */
    revoked_at: Date | null
    /** Why, from the closed list of credentials. */
    revoked_reason: 'ended' | 'mistaken' | 'replaced' | 'lost' | 'unlawful' | 'deceased' | null
    /** Why, as the holder was told. */
    revoked_words: string | null
    /** The post, or the job. */
    revoked_by: string | null
    /** Which of the two. A firm's are read by whoever may act for it, as the code judges by delegation. */
    holder_kind: 'person' | 'firm'
  }
  /** Who looked at a licence 用证记录: told to its holder. Of people it keeps nobody but who acted for the holder. */
  'licence.look': {
    /** UUIDv7. */
    id: string
    /** Which. */
    licence_id: string
    /** shown = the holder showed a code, opened = the unit opened the document, relied = a unit took it instead of a paper. */
    how: 'shown' | 'opened' | 'relied'
    /** The unit that looked; null = whoever the holder showed it to. */
    unit_id: string | null
    /** Who showed it for the holder 代为出示; null = the holder. */
    agent_id: string | null
    /** Which facts were shown, or for which matter. */
    about: string
    /** When. */
    first_at: Date
    /** Codes made anew within ten minutes are one look: the last of them. */
    last_at: Date
    /** How many. */
    times: number
  }
  /** The same licence as an OFD (GB/T 33190) under the unit's certified electronic seal, where the city has a system that makes one. It names nobody. */
  'licence.ofd': {
    /** Of which licence. */
    licence_id: string
    /** Since when it is to be made; null = made. */
    due_since: Date | null
    /** The file. */
    file_id: string | null
    /** Hash of the OFD. */
    sha256: Buffer | null
    /** Which key of the unit sealed its hash here, besides the seal that lies in it. */
    seal_key: string | null
    /** That seal: over unit, hash and instant. */
    signature: Buffer | null
    /** That instant. */
    sealed_at: Date | null
  }
  /** The last number 流水号 that a unit gave in a year. */
  'licence.sequence': {
    /** The issuing unit. */
    unit_id: string
    /** The city's year. */
    year: number
    /** The number. */
    last: number
  }
  /** Licences whose document is still to be drawn and sealed; a row that stays is a licence without delivery. */
  'licence.undrawn': {
    /** Which. */
    licence_id: string
    /** What the licence was issued on. */
    basis: string
    /** When it was issued. */
    since: Date
  }
}
export const licence = tables<LicenceTables>()
