import type { Deed } from '#base/deed'
import { findMatters, type ListedMatter } from '#primitives/matter'
import { governance, type GovernanceTables } from '../tables.ts'

export type Publication = GovernanceTables['governance.publication'] & { readonly matter: ListedMatter }
export type PublicFilter = Readonly<{ ids?: readonly string[]; items?: readonly string[]; from?: Date; to?: Date; final?: boolean; limit: number }>

/** What the public may see, the newest first: by ids, or by time of the report. 公开事件 */
export async function findPublications(deed: Deed, filter: PublicFilter): Promise<Publication[]> {
  const found: Publication[] = []
  let before = filter.to ?? deed.now
  // whether it is over is matter's to say, so pages are read until enough of them fit
  for (;;) {
    let query = governance(deed.tx).selectFrom('governance.publication').selectAll().where('withdrawn_at', 'is', null).orderBy('requested_at', 'desc').limit(1000)
    query = filter.ids ? query.where('incident_id', 'in', filter.ids.length > 0 ? filter.ids : ['00000000-0000-0000-0000-000000000000']) : query.where('requested_at', '<=', before)
    if (filter.from) query = query.where('requested_at', '>=', filter.from)
    if (filter.items) query = query.where('item_code', 'in', filter.items.length > 0 ? filter.items : [''])
    const rows = await query.execute()
    const { items } = await findMatters(deed, { ids: rows.map((row) => row.incident_id) }, { limit: 1000 })
    const states = new Map(items.map((matter) => [matter.id, matter]))
    for (const row of rows) {
      const matter = states.get(row.incident_id)
      if (matter && (filter.final === undefined || matter.final === filter.final)) found.push({ ...row, matter })
    }
    const last = rows.at(-1)
    if (filter.ids || rows.length < 1000 || found.length >= filter.limit || !last) return found.slice(0, filter.limit)
    before = new Date(last.requested_at.getTime() - 1)
  }
}
