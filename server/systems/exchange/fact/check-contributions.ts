import type { Deed } from '#base/deed'
import { contributedResource } from '#primitives/registry'
import { exchange } from '../tables.ts'

/** What the catalogue says a system keeps itself, that system must really give: name, fields, types and keys. Otherwise the city does not start. 供给核对 */
export async function checkContributions(deed: Deed): Promise<void> {
  const entries = await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'contribution', 'fields']).where('contribution', 'is not', null).where('withdrawn_at', 'is', null).execute()
  for (const { code, name, contribution, fields } of entries) {
    const kept = contributedResource(contribution!)
    if (!kept) throw new Error(`${code} ${name}: no home contributes ${contribution}`)
    for (const { field, type, key } of fields) {
      if (kept.contract[field] !== type) throw new Error(`${code} ${name}: ${contribution} gives no ${type} ${field}`)
      if (key && !kept.keys.includes(field)) throw new Error(`${code} ${name}: ${contribution} cannot be asked by ${field}`)
    }
  }
}
