import type { Deed } from '#base/deed'
import { itemInForce, type ItemClocks } from '#systems/service-item'
import type { ApplicationRow } from './find-application.ts'

/** The clocks of the item where the application is. */
export const clocksAt = async (deed: Deed, { item_code: item, division_path: path }: Pick<ApplicationRow, 'item_code' | 'division_path'>): Promise<ItemClocks> =>
  (await itemInForce(deed, item, path === '' ? null : path.split('/').at(-1)!)).clocks
