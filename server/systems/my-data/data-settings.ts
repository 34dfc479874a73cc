import type { Deed } from '#base/deed'
import { contributedHoldings } from '#primitives/registry'
import { myData } from './tables.ts'

/** `closing`: what becomes of it when the account is closed. */
export type HoldingSaid = Readonly<{ holding: string; basis: string; kept: string; kept_en: string; closing: 'kept' | 'deleted' }>
/** `stopped_by`: sorts of one's own open things that must be ended first. */
type ClosingSettings = Readonly<{ wait_days: number; stopped_by: readonly string[]; source: string; articles: readonly Readonly<{ article: string; says: string; says_en: string }>[] }>
export type DataSettings = Readonly<{ unit: string; least_level: 2 | 3; look_back_days: number; copy: Readonly<{ days: number; a_day: number }>; closing: ClosingSettings; holdings: readonly HoldingSaid[]; source: string }>

/** Takes the city's my-data.yaml in. 载入个人信息清单 */
export async function loadSettings(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await myData(deed.tx).insertInto('my_data.setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** What is kept on which law, and for how long. 个人信息清单 */
export async function dataSettings(deed: Pick<Deed, 'tx'>): Promise<DataSettings> {
  const row = await myData(deed.tx).selectFrom('my_data.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs my-data.yaml')
  return row.content as DataSettings
}

/** What a part of the platform keeps of a person, and the city says nothing of, stops the start; so does an entry for what nobody keeps. 清单核对 */
export async function checkSettings(deed: Deed): Promise<void> {
  const { holdings } = await dataSettings(deed)
  const said = new Set(holdings.map(({ holding }) => holding))
  const kept = contributedHoldings().map(({ id }) => id)
  const unlike = contributedHoldings().filter(({ id, forget }) => (holdings.find(({ holding }) => holding === id)?.closing === 'deleted') !== (forget !== undefined)).map(({ id }) => id)
  const [unsaid, unknown] = [kept.filter((id) => !said.has(id)), [...said].filter((id) => !kept.includes(id))]
  if (unlike.length > 0 && unsaid.length === 0) throw new Error(`my-data.yaml says of ${unlike.join(', ')} something else than what becomes of it when an account is closed`)
  if (unsaid.length + unknown.length > 0) throw new Error(`my-data.yaml does not say on which law ${unsaid.join(', ') || 'nothing'} is kept, and names ${unknown.join(', ') || 'nothing'} that nobody keeps`)
}
