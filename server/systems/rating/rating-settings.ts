import type { Deed } from '#base/deed'
import type { Channel } from './contract.ts'
import { rating } from './tables.ts'

export type Reason = Readonly<{ code: string; name: string; name_en: string; bad: boolean; channels?: readonly Channel[] }>
export type Settings = Readonly<{ open_days: number; least_group: number; group_days: number; reasons: readonly Reason[] }>

/** Takes in how the city has its services rated. 载入好差评设置 */
export async function loadSettings(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await rating(deed.tx).insertInto('rating.setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** How long one may rate, what can be ticked, and how many make a group. 好差评设置 */
export async function ratingSettings(deed: Deed): Promise<Settings> {
  const row = await rating(deed.tx).selectFrom('rating.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs rating.yaml')
  return row.content
}

/** What can be ticked where it was done like this. */
export const reasonsFor = ({ reasons }: Settings, channel: Channel): Reason[] => reasons.filter(({ channels }) => channels === undefined || channels.includes(channel))
