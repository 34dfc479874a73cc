import type { Generated } from 'kysely'
import { tables } from '#base/database'

export type MyDataTables = {
  /** Closings of accounts 注销申请: state, waiting time and end are a matter of the same id. */
  'my_data.closing': {
    /** The matter. */
    id: string
    /** Whose account it is. */
    person_id: string
    /** The account; null = the person had none to log in with, and what else is kept is ended. */
    account_id: string | null
    /** The post before which it was asked for; null = by the person, with a code to the phone. */
    post_id: string | null
    /** The leaf that proves that it was done. */
    proof_id: string | null
  }
  /** Copies of all that is held of a person, as they asked for 个人信息副本: sealed, opened by nobody else, gone after some days. */
  'my_data.copy': {
    /** UUIDv7, made by the client. */
    id: string
    /** Whose. */
    person_id: string
    /** When it was asked for. */
    asked_at: Date
    /** How many parts it will have. */
    parts: number
    /** How many are read. */
    done: number
    /** How often it was tried to make it. */
    tries: number
    /** When it was ready; null = it is being made, or cannot be. */
    made_at: Date | null
    /** Until when it can be taken. */
    expires_at: Date | null
    /** The ZIP, sealed; null = not made yet, or gone. */
    sealed: Buffer | null
    /** Of the ZIP; it stands in the ledger. */
    sha256: Buffer | null
    /** Bytes of the ZIP. */
    size: number | null
    /** When it was first taken. */
    taken_at: Date | null
  }
  /** On which law what is kept of a person, and for how long 个人信息清单; from the city's folder. */
  'my_data.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: unknown
  }
}
export const myData = tables<MyDataTables>()
