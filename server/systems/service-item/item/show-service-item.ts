import type { Deed } from '#base/deed'
import { findUnits, unitsFor } from '#primitives/party'
import { findDivision, requireDivision, stepsOf } from '#primitives/place'
import { resourceSources } from '#systems/exchange'
import type { ServiceItem } from '../contract.ts'
import { itemCatalogue } from './item-catalogue.ts'
import { itemInForce } from './item-in-force.ts'
import { departmentName, namesIn } from './item-names.ts'

/** An item as people read it at a place: what the city holds already need not be brought. 事项详情 */
export async function showServiceItem(deed: Deed, code: string, division?: string): Promise<ServiceItem> {
  const { item, department, version, effectiveFrom, tightenings, clocks } = await itemInForce(deed, code, division ?? null)
  const { clocks: book, terms } = await itemCatalogue(deed)
  const at = division === undefined ? null : await requireDivision(deed, division)
  const sources = await resourceSources(deed, [...(item.materials ?? []).flatMap(({ from }) => from?.resource ?? []), ...(item.conditions ?? []).flatMap(({ resource }) => resource ?? [])])
  const units = await findUnits(deed, [...sources.values()].map(({ unitId }) => unitId))
  const unitOf = (resource: string | undefined): string | null => (resource === undefined ? null : (units.get(sources.get(resource)?.unitId ?? '')?.name ?? null))
  const act = book.acts.find((one) => one.code === item.act)!
  const remedies = (item.remedies ?? act.remedies).flatMap((one) => book.remedies.find((known) => known.code === one) ?? [])
  const better = await Promise.all(tightenings.map(async (one) => ({ division: (await findDivision(deed, one.division_code))?.name ?? one.division_code, reason: one.reason, fields: Object.keys(one.content).sort() })))
  const named = namesIn(terms)
  return {
    code: item.code, name: item.name, summary: item.summary, version, effectiveFrom: effectiveFrom.toISOString(), department: { code: department, name: await departmentName(deed, department) }, office: await officeFor(deed, department, item.level, at?.path ?? null),
    level: item.level, act: { code: act.code, name: act.name }, audiences: named('audiences', item.audiences), events: named('events', item.events), gives: named('gives', item.gives), ages: item.ages ? { from: item.ages.from ?? null, to: item.ages.to ?? null } : null,
    conditions: (item.conditions ?? []).map(({ text, resource }) => ({ text, held: unitOf(resource) })),
    materials: (item.materials ?? []).map(({ name, originals = 0, copies = 0, when = null, note = null, from }) => ({
      name, originals, copies, when, note,
      held: from ? { licence: terms.licences.find((one) => one.code === from.licence)?.name ?? null, resource: from.resource ? (sources.get(from.resource)?.name ?? null) : null, unit: unitOf(from.resource) } : null,
    })),
    steps: [...(item.steps ?? [])], basis: item.basis.map(({ law, article = null }) => ({ law, article })),
    clocks: { name: clocks.name, decide: clocks.decide, extend: clocks.extend, notice: clocks.notice, deliver: clocks.deliver, promised: clocks.promised, pauses: clocks.pauses, source: clocks.source, joint: clocks.joint },
    fee: item.fee ? { ...item.fee, pay: [...item.fee.pay] } : null, depth: item.depth ?? 'consult', ways: [...(item.ways ?? ['hall'])], decided: item.decided ?? 'own', results: (item.results ?? []).map(({ name }) => name), instant: item.instant ?? false,
    visits: item.visits ?? 1, halls: (item.halls ?? []).map((hall) => ({ ...hall })), phone: item.phone ?? null, remedies: remedies.map(({ name, text, source }) => ({ name, text, source })), form: item.form ?? null,
    sources: item.sources.map((one) => terms.sources.find((known) => known.code === one)?.text ?? one), division: at ? { code: at.code, name: at.name } : null, better,
  }
}

/** The unit that answers for it at a place: that of its level where there is one, otherwise the next above. */
async function officeFor(deed: Deed, department: string, level: string, path: string | null): Promise<ServiceItem['office']> {
  if (path === null) return null
  const units = await unitsFor(deed, { role: level === 'street' || level === 'community' ? 'street_office' : department, divisionPath: path })
  const [unit] = [...units.filter((one) => one.level === level), ...units, ...(await unitsFor(deed, { role: department, divisionPath: stepsOf(path)[0] ?? '' }))]
  return unit ? { id: unit.id, name: unit.name, phone: unit.phone } : null
}
