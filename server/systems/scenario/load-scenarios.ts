import type { Deed } from '#base/deed'
import { requireUnit } from '#primitives/party'
import { scenario, type ScenarioTables } from './tables.ts'

export type NeededData = Readonly<{ code: string; by: string; fields: readonly string[] }>
type Row = ScenarioTables['scenario.scenario']
type Line = Readonly<{ id: string; name: string; lead: string; state: Row['state']; purpose: string; basis?: string; resources?: readonly NeededData[]; matter_kinds?: string[]; rules?: string[]; indicators?: string[] }>

/** Loads one file of scenarios; one that the file no longer names ends, and so does one whose name another took. 载入场景 */
export async function loadScenarios(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  const { scenarios } = content as { scenarios: Line[] }
  const ids = scenarios.map(({ id }) => id)
  await scenario(deed.tx).updateTable('scenario.scenario').set({ ended_at: deed.now }).where('ended_at', 'is', null).where('id', 'not in', ids)
    .where((is) => is.or([is('source', '=', path), is('name', 'in', scenarios.map(({ name }) => name))])).execute()
  for (const [place, one] of scenarios.entries()) {
    await requireUnit(deed, one.lead)
    const row = {
      name: one.name, lead_id: one.lead, state: one.state, purpose: one.purpose, basis: one.basis ?? '', resources: JSON.stringify(one.resources ?? []), matter_kinds: one.matter_kinds ?? [], rules: one.rules ?? [], indicators: one.indicators ?? [],
      source: path, place, ended_at: null,
    }
    await scenario(deed.tx).insertInto('scenario.scenario').values({ id: one.id, ...row }).onConflict((old) => old.column('id').doUpdateSet(row)).execute()
  }
}
