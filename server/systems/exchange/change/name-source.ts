import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import type { NameSource } from '../contract.ts'
import { exchange } from '../tables.ts'
import { itemConflicts } from './item-conflicts.ts'
import { requireChange } from './require-change.ts'

/** The authority names the source department of an item that two hold, or says that these are different things; it holds for every later entry. 确定数源部门 */
export async function nameSource(deed: Deed, id: string, { version, rulings, reason }: Static<typeof NameSource>): Promise<Matter> {
  const change = await requireChange(deed, id)
  const conflicts = await itemConflicts(deed, change)
  for (const { name, unit } of rulings) {
    const known = conflicts.find((one) => one.name === name)
    if (!known) throw invalid('exchange.item_undisputed', { item: name })
    if (unit !== null && unit !== change.unit_id && !known.holders.some(({ unitId }) => unitId === unit)) throw invalid('exchange.not_a_holder', { item: name })
  }
  const matter = await advance(deed, id, 'name_source', { note: reason, ...(version === undefined ? {} : { version }) })
  for (const { name, unit } of rulings) {
    const row = { name, unit_id: unit, reason, change_id: id, ruled_at: deed.now, ruled_by: `${deed.actor.kind}:${deed.actor.id}` }
    await exchange(deed.tx).insertInto('exchange.item_ruling').values(row).onConflict((old) => old.column('name').doUpdateSet(row)).execute()
    await appendLeaf(deed, { kind: 'exchange.source_named', payload: { change: id, item: name, unit, reason } })
    if (unit === null) continue
    const others = new Set([change.unit_id, ...conflicts.find((one) => one.name === name)!.holders.map(({ unitId }) => unitId)].filter((one) => one !== unit))
    for (const other of others) await tell(deed, { to: { unit: other }, template: 'exchange.change.source_named', facts: { item: name }, link: '/desk/resources' })
  }
  return matter
}
