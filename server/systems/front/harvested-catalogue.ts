import type { OutsideCatalogue, OutsideEntry } from '#primitives/registry'
import { platformHere } from './platform-here.ts'
import { front } from './tables.ts'

/** The harvested catalogue, of which a unit may draw entries of its own, and the platform itself, which is asked for their rows. 既有平台供给 */
export const harvestedCatalogue: OutsideCatalogue = {
  kind: 'outside',
  id: 'front.catalogue',
  name: () => platformHere()?.name ?? null,
  async entries(deed, ids) {
    const rows = ids.length === 0 ? [] : await front(deed.tx).selectFrom('front.entry as e').leftJoin('front.department as d', 'd.code', 'e.department_code').selectAll('e').select('d.unit_id').where('e.id', 'in', [...ids]).execute()
    return new Map(rows.map((row): [string, OutsideEntry] => [row.id, {
      id: row.id, name: row.name ?? '', unitId: row.unit_id, share: row.share ?? 'closed', whole: row.faults.length === 0, fields: row.fields, hash: row.hash, readAt: row.changed_at, goneAt: row.gone_at,
    }]))
  },
  readAt: async (deed) => (await front(deed.tx).selectFrom('front.state').select('harvested_at').executeTakeFirst())?.harvested_at ?? null,
  rows(entry, key, fields, most) {
    const platform = platformHere()
    return platform ? platform.rows(entry, key, fields, most) : Promise.reject(new Error('no existing platform is registered'))
  },
}
