import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { kindNames } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { tableNames } from '#primitives/rule'
import { askableEntries, scenarioGrants, scenarioUses } from '#systems/exchange'
import type { Scenario } from './contract.ts'
import { neededBy, shownScenario } from './find-scenarios.ts'
import { scenario } from './tables.ts'

/** One scenario: which data it needs, by which key, whether each can be asked for now; who holds grants for it and uses them. Whose grants they are is told to the units they concern and to the authority; others see how many. 场景详情 */
export async function showScenario(deed: Deed, id: string): Promise<Scenario> {
  const row = await scenario(deed.tx).selectFrom('scenario.scenario').selectAll().where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  if (!row) throw notFound('scenario.scenario_unknown')
  const unit = deed.actor.departmentId
  const all = may(deed.actor, 'exchange.request.read_all')
  const grants = await scenarioGrants(deed, id)
  const told = grants.filter((one) => all || (unit !== null && (one.unit === unit || one.source === unit)))
  const needed = neededBy(row)
  const entries = await askableEntries(deed, needed.map(({ code }) => code))
  const units = await findUnits(deed, [row.lead_id, ...told.map((one) => one.unit), ...[...entries.values()].map(({ unitId }) => unitId)])
  const named = (of: string) => ({ id: of, name: units.get(of)?.name ?? of })
  const published = (ids: readonly string[], names: ReadonlyMap<string, string>) => ids.flatMap((one) => (names.has(one) ? [{ id: one, name: names.get(one)! }] : []))
  return {
    scenario: shownScenario(row, named(row.lead_id).name, (await scenarioUses(deed)).uses.get(id)), basis: row.basis,
    matterKinds: published(row.matter_kinds, await kindNames(deed, row.matter_kinds)), rules: published(row.rules, await tableNames(deed, row.rules)), inForce: grants.filter(({ inForce }) => inForce).length,
    resources: needed.flatMap(({ code, by, fields }) => {
      const entry = entries.get(code)
      if (!entry) return []
      const shown = fields.flatMap((name) => entry.fields.filter(({ field }) => field === name).map((one) => ({ field: name, name: one.name, grade: one.grade, mask: one.mask })))
      return [{ code, name: entry.name, source: named(entry.unitId), share: entry.share, by: entry.fields.find(({ field }) => field === by)?.name ?? by, askable: entry.askable(fields), fields: shown }]
    }),
    grants: told.map(({ source: _told, ...one }) => ({ ...one, unit: named(one.unit) })),
  }
}
