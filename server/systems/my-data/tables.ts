import type { Generated } from 'kysely'
import { tables } from '#base/database'

export type MyDataTables = {
  /** On which law what is kept of a person, and for how long 个人信息清单; from the city's folder. */
  'my_data.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: unknown
  }
}
export const myData = tables<MyDataTables>()
