import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { openData, type Licence, type Settings } from './tables.ts'

/** Loads what the city's folder says: least group, quotas, licences. 载入开放参数 */
export async function loadSettings(deed: Deed, content: unknown): Promise<void> {
  const text = JSON.stringify(content)
  await openData(deed.tx).insertInto('open_data.setting').values({ id: 1, content: text as never }).onConflict((old) => old.column('id').doUpdateSet({ content: text as never })).execute()
  known = undefined
}

let known: Settings | undefined

/** The city's settings; they change only with its folder, at boot. 开放参数 */
export async function openSettings(deed: Deed): Promise<Settings> {
  return (known ??= (await openData(deed.tx).selectFrom('open_data.setting').select('content').executeTakeFirstOrThrow()).content)
}

export async function warmSettings(deed: Deed): Promise<void> {
  known = undefined
  await openSettings(deed)
}

export async function requireLicence(deed: Deed, code: string): Promise<Licence> {
  const found = (await openSettings(deed)).licences.find((one) => one.code === code)
  if (!found) throw invalid('open_data.licence_unknown')
  return found
}
