import { tables } from '#base/database'
import type { EntryField } from './contract.ts'

export type FrontTables = {
  /** Which unit here a department of the existing platform is 部门对应. */
  'front.department': {
    /** Its code there. */
    code: string
    /** The unit here. */
    unit_id: string
  }
  /** An entry of the existing platform's catalogue as it was last harvested 既有目录; not an entry of the catalogue here. */
  'front.entry': {
    /** Its id there. */
    id: string
    /** What it is called; null = it was not said, or not so that it can be read. */
    name: string | null
    /** The code of its department there; null as above. */
    department_code: string | null
    /** The name of its department there; null as above. */
    department_name: string | null
    /** How it is shared there; null as above. */
    share: 'unconditional' | 'conditional' | 'closed' | null
    /** Its fields: name, field and type of each that can be read. */
    fields: EntryField[]
    /** Where it says what cannot be read: paths, such as fields.2.type. */
    faults: string[]
    /** SHA-256 of what it said; the same again changes nothing. */
    hash: string
    /** When it last said something new. */
    changed_at: Date
    /** When the platform said that it is gone; null = it is there. Not being listed says nothing. */
    gone_at: Date | null
  }
  /** How the city stands with the exchange it had before 既有共享平台; one row. */
  'front.state': {
    /** True. */
    one: boolean
    /** When its catalogue was last read to the end. */
    harvested_at: Date | null
    /** When it was last not read to the end, if that is the newest; null = it was. */
    failed_at: Date | null
    /** What the connector said. */
    failure: string | null
    /** How many entries of the last harvest had no id that can be kept. */
    unnamed: number
  }
}
export const front = tables<FrontTables>()
