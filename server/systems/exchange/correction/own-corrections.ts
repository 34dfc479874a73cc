import { ownMatters } from '#primitives/matter'
import type { OwnList } from '#primitives/registry'
import { exchange } from '../tables.ts'

/** What one said is wrong in the city's data about oneself, and what units asked about it. 我的校核 */
export const ownCorrections: OwnList = {
  kind: 'own', id: 'exchange.own_corrections', of: 'correction',
  async page(deed, asked) {
    const rows = await exchange(deed.tx).selectFrom('exchange.correction as c').innerJoin('exchange.resource as r', 'r.code', 'c.resource_code').select(['c.id', 'c.field', 'r.name', 'r.fields']).where('c.person_id', '=', deed.actor.id).orderBy('c.id', 'desc').limit(1000).execute()
    const known = new Map(rows.map((row) => [row.id, row]))
    const found = await ownMatters(deed, [...known.keys()], asked)
    return found.map(({ one }) => {
      const { name, fields, field } = known.get(one.id)!
      return { ...one, title: `${name} · ${fields.find((each) => each.field === field)?.name ?? field}`, can: one.can.filter(({ action }) => action === 'withdraw'), href: `/corrections/${one.id}`, remedies: [] }
    })
  },
}
