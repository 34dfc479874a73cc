import type { Deed } from '#base/deed'
import type { ColumnWords } from '#systems/exchange'
import { oneForm } from './tables.ts'

export type FormSettings = ColumnWords & Readonly<{ longest_days: number }>

/** Takes the city's synonyms of columns in. 载入列名同义词 */
export async function loadSettings(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await oneForm(deed.tx).insertInto('one_form.setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** What the city calls the same, and how long a form may be in force. 一表通设置 */
export async function formSettings(deed: Deed): Promise<FormSettings> {
  const row = await oneForm(deed.tx).selectFrom('one_form.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs catalogues/column-synonyms.yaml')
  return row.content as FormSettings
}
