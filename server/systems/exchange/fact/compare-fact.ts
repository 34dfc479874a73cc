import type { Deed } from '#base/deed'
import { lookUp } from '../row/query-rows.ts'
import { grantInForce } from '../row/grant-in-force.ts'
import { sameValue } from '../row/shown-fields.ts'
import { askingFor, type FactUse } from './ask-fact.ts'
import { behindGrant } from './behind-grant.ts'
import { grantFor } from './grant-for.ts'

export type Compared = 'same' | 'different' | 'unknown'

/** Whether what somebody says of a person or firm is what the source has: yes, no or not known, and no value leaves. Checked, counted and seen by the person as every query is. 核对事实 */
export async function compareFact(deed: Deed, resource: string, key: Readonly<{ field: string; value: string }>, said: Readonly<Record<string, string>>, use: Omit<FactUse, 'toThePerson'>): Promise<Readonly<Record<string, Compared>>> {
  const asking = askingFor(deed, use)
  const { id } = await grantFor(asking, resource, [key.field, ...Object.keys(said)], use)
  const grant = await grantInForce(asking, id, 'query')
  const rows = await behindGrant(asking, id, () => lookUp(asking, grant, { ...key, matter: use.matter, compare: said }, []))
  return Object.fromEntries(Object.entries(said).map(([field, value]): [string, Compared] => {
    const held = rows.map(({ values }) => values[field] ?? null).filter((one) => one !== null)
    return [field, held.length === 0 ? 'unknown' : held.every((one) => sameValue(one, value)) ? 'same' : 'different']
  }))
}
