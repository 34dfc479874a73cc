import { instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import type { Withheld } from '#primitives/ledger'
import { cityOf, cityToday } from '#primitives/place'
import { exchange } from '../tables.ts'

/** Of the matters that data are just being used for under a grant, those whose uses are withheld by an approved decision; each such use is counted for the public. 暂不告知的使用 */
export async function withheldFor(deed: Deed, grantId: string, matters: readonly string[]): Promise<Map<string, Withheld>> {
  const found = matters.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.withholding').select(['id', 'matter', 'until_on'])
    .where('grant_id', '=', grantId).where('matter', 'in', [...new Set(matters)]).where('approved_on', 'is not', null).where('ended_at', 'is', null).execute()
  if (found.length === 0) return new Map()
  const [today, { zone }] = [await cityToday(deed), await cityOf(deed)]
  const held = found.filter((one) => one.until_on > today).toSorted((a, b) => (a.until_on < b.until_on ? -1 : 1))
  const byMatter = new Map(held.map((one) => [one.matter, one]))
  for (const one of byMatter.values()) {
    const uses = matters.filter((matter) => matter === one.matter).length
    await exchange(deed.tx).updateTable('exchange.withholding').set((is) => ({ uses: is('uses', '+', uses) })).where('id', '=', one.id).execute()
  }
  return new Map([...byMatter].map(([matter, one]) => [matter, { until: instantOf(one.until_on, '00:00', zone), decision: one.id }]))
}
