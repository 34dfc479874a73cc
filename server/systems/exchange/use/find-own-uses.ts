import type { Deed } from '#base/deed'
import { findLeavesAbout } from '#primitives/ledger'
import { findMatters } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { OwnPlace } from '#primitives/registry'
import type { OwnUse, OwnUses } from '../contract.ts'
import { exchange } from '../tables.ts'
import { useRules } from '../withholding/use-rules.ts'
import { useOf, type Used } from './use-of.ts'

/** Who used the actor's data, the newest first: which unit, which items of whose entry, for which matter, under which grant, and the request behind it with its purpose and law. 谁用过我的数据 */
export async function findOwnUses(deed: Deed, page: { limit?: number; after?: string; before?: OwnPlace | null }): Promise<OwnUses> {
  const { items, next } = await findLeavesAbout(deed, deed.actor.id, { ...page, kind: 'exchange.used' })
  const uses = items.map((leaf) => ({ leaf, used: useOf(leaf) }))
  const used = uses.flatMap((one) => one.used ?? [])
  const [entries, grants, matters, corrections] = [await entriesOf(deed, used), await grantsOf(deed, used), await ownMatters(deed, used), await openCorrections(deed, used)]
  const withheld = await withheldBy(deed, items.flatMap((leaf) => leaf.withheldBy ?? []))
  const units = await findUnits(deed, [...items.map((leaf) => leaf.departmentId), ...[...entries.values()].map((entry) => entry.unit_id)].filter((id) => id !== null))
  const named = (id: string) => ({ id, name: units.get(id)?.name ?? id })
  return { next, items: uses.map(({ leaf, used: one }): OwnUse => {
    const [entry, grant] = [entries.get(one?.resource ?? ''), grants.get(one?.grant ?? '')]
    const matter = one?.matter ?? null
    return {
      entryId: leaf.entryId, at: leaf.at, unit: leaf.departmentId === null ? null : named(leaf.departmentId), purpose: leaf.purpose, delivery: one?.delivery ?? false,
      resource: entry ? { code: entry.code, name: entry.name } : null, source: entry ? named(entry.unit_id) : null, fields: leaf.fields.map((name) => ({ name, field: entry?.fields.find((field) => field.name === name)?.field ?? null })),
      request: grant ?? null, matter: matter === null ? null : { number: matter, id: matters.get(matter)?.id ?? null, kind: matters.get(matter)?.kind ?? null }, correction: corrections.get(one?.resource ?? '') ?? null, withheld: withheld.get(leaf.withheldBy ?? '') ?? null,
    }
  }) }
}

/** Uses that were withheld and are shown by now say so, and by which law. */
async function withheldBy(deed: Deed, ids: readonly string[]): Promise<Map<string, NonNullable<OwnUse['withheld']>>> {
  if (ids.length === 0) return new Map()
  const { withholding: { bases } } = await useRules(deed)
  const rows = await exchange(deed.tx).selectFrom('exchange.withholding').select(['id', 'basis', 'until_on']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => { const basis = bases.find((one) => one.code === row.basis); return [row.id, { basis: basis?.name ?? row.basis, article: basis?.article ?? '', untilOn: row.until_on }] }))
}

async function entriesOf(deed: Deed, used: readonly Used[]) {
  const rows = used.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'unit_id', 'fields']).where('code', 'in', used.map((one) => one.resource)).execute()
  return new Map(rows.map((row) => [row.code, row]))
}

/** The request behind a grant: by which law it was asked, in which business, from when and until when it was given. */
async function grantsOf(deed: Deed, used: readonly Used[]): Promise<Map<string, NonNullable<OwnUse['request']>>> {
  const ids = used.flatMap((one) => one.grant ?? [])
  if (ids.length === 0) return new Map()
  const rows = await exchange(deed.tx).selectFrom('exchange.grant as g').innerJoin('exchange.request as r', 'r.id', 'g.id').select(['g.id', 'g.granted_at', 'g.until_on', 'r.legal_basis', 'r.scenario']).where('g.id', 'in', ids).execute()
  const numbers = new Map((await findMatters(deed, { ids: [...new Set(ids)] }, { limit: 200 })).items.map((matter) => [matter.id, matter.number]))
  return new Map(rows.map((row) => [row.id, { number: numbers.get(row.id) ?? '', legalBasis: row.legal_basis, scenario: row.scenario, grantedAt: row.granted_at.toISOString(), untilOn: row.until_on }]))
}

/** Of the matters that data were used for, those that the actor opened: only these are theirs to open. */
async function ownMatters(deed: Deed, used: readonly Used[]): Promise<Map<string, { id: string; kind: string }>> {
  const numbers = [...new Set(used.flatMap((one) => one.matter ?? []))]
  const found = numbers.length === 0 ? [] : (await findMatters(deed, { numbers, opener: deed.actor.id }, { limit: 200 })).items
  return new Map(found.map(({ number, id, kind }) => [number, { id, kind }]))
}

/** The actor's newest correction of each entry. */
async function openCorrections(deed: Deed, used: readonly Used[]): Promise<Map<string, NonNullable<OwnUse['correction']>>> {
  if (used.length === 0) return new Map()
  const rows = await exchange(deed.tx).selectFrom('exchange.correction').select(['id', 'resource_code']).where('person_id', '=', deed.actor.id).where('resource_code', 'in', used.map((one) => one.resource)).orderBy('id').execute()
  const newest = new Map(rows.map((row) => [row.resource_code, row.id]))
  const matters = new Map((await findMatters(deed, { ids: [...newest.values()] }, { limit: 200 })).items.map((matter) => [matter.id, matter]))
  return new Map([...newest].map(([code, id]) => [code, { id, stateName: matters.get(id)?.publicStateName ?? '', final: matters.get(id)?.final ?? true }]))
}
