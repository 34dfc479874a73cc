import type { Deed } from '#base/deed'
import { fieldsLike, type LikeField } from '#systems/exchange'
import type { CheckedColumn, CheckedColumns } from './contract.ts'
import { formSettings } from './form-settings.ts'

/** Looks each column of a form up in the catalogue: who holds it, whether it is shared, whether there are rows. 查重 */
export async function checkColumns(deed: Deed, { name, columns }: { name: string; columns: readonly string[] }): Promise<CheckedColumns> {
  const words = await formSettings(deed)
  const found = await fieldsLike(deed, columns, { about: name, words })
  const checked = columns.map((column, at): CheckedColumn => ({ name: column, state: stateOf(found[at]!), fields: found[at]! }))
  return { columns: checked, held: checked.filter(({ state }) => state === 'held').length }
}

const stateOf = (fields: readonly LikeField[]): CheckedColumn['state'] => (fields.some(({ given }) => given) ? 'held' : fields.length > 0 ? 'closed' : 'free')
