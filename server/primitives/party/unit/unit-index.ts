import type { Deed } from '#base/deed'
import { stamped } from '#base/stamped'
import { party, type NetworkPost } from '../tables.ts'

export type Unit = {
  id: string, name: string, shortName: string, level: string, divisionCode: string, divisionPath: string, parentId: string | null
  kind: string, role: string | null, networkPost: NetworkPost, phone: string | null, validTo: string | null
}
type UnitIndex = { byId: ReadonlyMap<string, Unit>, byRole: ReadonlyMap<string, readonly Unit[]>, ordered: readonly Unit[] }

async function load(deed: Deed): Promise<UnitIndex> {
  const rows = await party(deed.tx).selectFrom('party.department').selectAll().orderBy('division_path').orderBy('id').execute()
  const ordered = rows.map((row): Unit => ({
    id: row.id, name: row.name, shortName: row.short_name ?? row.name, level: row.level, divisionCode: row.division_code, divisionPath: row.division_path, parentId: row.parent_id,
    kind: row.kind, role: row.role, networkPost: row.network_post, phone: row.phone, validTo: row.valid_to,
  }))
  return { ordered, byId: new Map(ordered.map((unit) => [unit.id, unit])), byRole: Map.groupBy(ordered.filter((unit) => unit.role !== null), (unit) => unit.role!) }
}

const units = stamped<UnitIndex>({
  stampOf: async (deed) => (await party(deed.tx).selectFrom('party.stamp').select('stamp').executeTakeFirstOrThrow()).stamp,
  restamp: async (deed, stamp) => { await party(deed.tx).updateTable('party.stamp').set({ stamp }).execute() },
  load,
})

/** All units, from memory. */
export const unitIndex = units.read
/** Says that this deed changed units. */
export const restampUnits = units.changed
