import type { Deed } from '#base/deed'
import { cityToday } from '#primitives/place'
import type { KeyLimits } from '../contract.ts'
import { settings } from '../settings.ts'

/** No key gives or takes rights: what a stolen one can do stays bounded. */
const never = /^(access|ledger|base)\./

/** Of what is declared, what a key may hold. 可给密钥的权限 */
export const forKeys = (declared: readonly string[]): string[] => declared.filter((permission) => !never.test(permission)).sort()

/** What a key may hold at most, how often each class may ask, and how long one lasts. 密钥限度 */
export async function keyLimits(deed: Deed, declared: readonly string[]): Promise<KeyLimits> {
  const { longest_days, a_minute } = (await settings(deed)).api_key
  const classes = (['low', 'normal', 'high'] as const).map((rateClass) => ({ rateClass, aMinute: a_minute[rateClass] }))
  return { permissions: forKeys(declared), classes, longestDays: longest_days, today: await cityToday(deed) }
}
