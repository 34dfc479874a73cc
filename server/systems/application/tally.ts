import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { fieldsOf, shownFields, type Form, type Values } from '#base/form'
import { cityToday } from '#primitives/place'
import type { Filled } from './filled.ts'
import type { ApplicationRow } from './find-application.ts'
import { lackingMaterials } from './lacking-materials.ts'
import { application } from './tables.ts'
import type { Wallet } from './wallet-for.ts'

type Done = Readonly<{ form: Form; filled: Filled; values: Values; wallet: Wallet; automatic: boolean }>

/** Counts what a person had to fill in and what the city filled in, by item and day. 填报统计 */
export async function countFields(deed: Deed, row: ApplicationRow, { form, filled, values, wallet, automatic }: Done): Promise<void> {
  const shown = shownFields(form, values, lackingMaterials(form, filled, wallet))
  const counted = { typed: 0, prefilled: 0, computed: 0 }
  for (const { field, source } of fieldsOf(form)) {
    if (!shown.has(field) || values[field] === undefined) continue
    counted[source === 'computed' ? 'computed' : filled.given[field]?.value !== undefined && filled.disputed[field] === undefined ? 'prefilled' : 'typed'] += 1
  }
  const one = { submitted: 1, automatic: automatic ? 1 : 0, asked: shown.size, ...counted, disputed: Object.keys(filled.disputed).length, refused: row.prefill === 'refused' ? 1 : 0 }
  const add = (column: keyof typeof one) => sql<number>`application.tally.${sql.ref(column)} + ${one[column]}`
  await application(deed.tx).insertInto('application.tally').values({ item_code: row.item_code, on_day: await cityToday(deed), ...one })
    .onConflict((old) => old.columns(['item_code', 'on_day']).doUpdateSet(Object.fromEntries(Object.keys(one).map((column) => [column, add(column as keyof typeof one)])))).execute()
}
