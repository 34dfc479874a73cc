import type { Deed } from '#base/deed'
import { contributedResource } from '#primitives/registry'
import { exchange } from '../tables.ts'

/** What the catalogue says a system keeps itself, that system must really give: name, fields, types and keys. Otherwise the city does not start. 供给核对 */
export async function checkContributions(deed: Deed): Promise<void> {
  const entries = await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'contribution', 'modes', 'fields']).where('contribution', 'is not', null).where('withdrawn_at', 'is', null).execute()
  for (const { code, name, contribution, modes, fields } of entries) {
    const kept = contributedResource(contribution!)
    if (!kept) throw new Error(`${code} ${name}: no home contributes ${contribution}`)
    if (modes.includes('page') && !kept.page) throw new Error(`${code} ${name}: ${contribution} gives no pages`)
    if (modes.includes('delivery')) throw new Error(`${code} ${name}: ${contribution} is kept, not landed; no whole copy can be made of it`)
    for (const { field, type, key } of fields) {
      if (kept.contract[field] !== type) throw new Error(`${code} ${name}: ${contribution} gives no ${type} ${field}`)
      if (key && !kept.keys.includes(field)) throw new Error(`${code} ${name}: ${contribution} cannot be asked by ${field}`)
    }
  }
}
