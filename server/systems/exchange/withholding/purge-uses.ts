import type { JobRun } from '#base/home'
import { addDays } from '#base/clock'
import { cityToday } from '#primitives/place'
import { exchange } from '../tables.ts'
import { useRules } from './use-rules.ts'

const DAY = 86_400_000

/** Removes counts of use and chunks of deliveries that are older than the city keeps them, and never earlier. 使用记录到期清理 */
export async function purgeUses(run: JobRun): Promise<void> {
  await run.perform(async (deed) => {
    const { days } = (await useRules(deed)).records
    const before = addDays(await cityToday(deed), -days)
    await exchange(deed.tx).deleteFrom('exchange.usage').where('on_day', '<', before).execute()
    await exchange(deed.tx).deleteFrom('exchange.usage_hour').where('on_day', '<', before).execute()
    await exchange(deed.tx).deleteFrom('exchange.delivery_chunk').where('at', '<', new Date(deed.now.getTime() - days * DAY)).execute()
  })
}
