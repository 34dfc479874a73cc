import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { departmentScope } from '#primitives/access'
import { countMatterGroups, findMatters, openShares, type ListedMatter, type MatterFilter } from '#primitives/matter'
import { maskName } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import { KIND, read } from '../application-actions.ts'
import type { DeskApplications, DeskFilter, DeskRow, Tally, TallyQuery } from '../contract.ts'
import { openApplicant, openFilled } from '../filled.ts'
import { sourceOf, type ApplicationRow } from '../find-application.ts'
import { rowsOf } from '../show-application.ts'
import { application } from '../tables.ts'

const SOON = 2 * 86_400_000
type Filter = Static<typeof DeskFilter>

/** What the unit has to do, what is due first on top; drafts are nobody's business but their owner's. 审批队列 */
export async function findDesk(deed: Deed, { view = 'open', item, limit = 50, after }: Filter): Promise<DeskApplications> {
  const units = departmentScope(deed, read) ?? (deed.actor.departmentId === null ? [] : [deed.actor.departmentId])
  const filterOf = (one: NonNullable<Filter['view']>): MatterFilter => ({
    kinds: [KIND], ...(item === undefined ? {} : { items: [item] }), ...(one === 'opinion' ? { supporting: units[0] ?? '-' } : one === 'done' ? { among: ofUnits(deed, units) } : { leads: units }),
    ...(one === 'done' ? { open: false } : one === 'due' ? { open: true, dueBefore: new Date(deed.now.getTime() + SOON) } : { open: true }),
  })
  const page = await findMatters(deed, filterOf(view), { limit, after, sort: view === 'done' ? 'newest' : 'due' })
  const rows = page.items.length === 0 ? [] : await application(deed.tx).selectFrom('application.application').selectAll().where('id', 'in', page.items.map(({ id }) => id)).execute()
  const shown = await deskRows(deed, rows, page.items)
  if (view === 'opinion') for (const { matterId, unitId, dueAt } of await openShares(deed, [...shown.keys()])) if (unitId === units[0] && shown.has(matterId)) shown.set(matterId, { ...shown.get(matterId)!, dueAt: dueAt?.toISOString() ?? null }) // its own time, not the leading unit's
  const count = async (one: NonNullable<Filter['view']>) => (await countMatterGroups(deed, filterOf(one), ['kind']))[0]?.count ?? 0
  return { items: page.items.flatMap(({ id }) => shown.get(id) ?? []), next: page.next, counts: { open: await count('open'), due: await count('due'), opinion: await count('opinion') } }
}

/** Of one unit its index gives them in their order, so that the newest are found without sorting all that it ever decided. */
const ofUnits = (deed: Deed, units: readonly string[]) =>
  application(deed.tx).selectFrom('application.application').select('id').where('unit_id', '=', units.length === 1 ? units[0]! : sql<string>`any(${units}::text[])`).where('submitted_at', 'is not', null)

export async function deskRows(deed: Deed, rows: readonly ApplicationRow[], matters: readonly ListedMatter[]): Promise<Map<string, DeskRow>> {
  const shown = await rowsOf(deed, rows, matters)
  const named = new Map(matters.map(({ id, stateName }) => [id, stateName]))
  return new Map(rows.map((row): [string, DeskRow] => {
    const { given, disputed } = openFilled(row)
    return [row.id, {
      ...shown.get(row.id)!, stateName: named.get(row.id)!, person: row.subject_kind === 'firm' ? openApplicant(row).name : maskName(openApplicant(row).name), source: sourceOf(row), prefilled: Object.values(given).filter(({ value }) => value !== undefined).length, contradicted: Object.keys(disputed).length,
    }]
  }))
}

/** What people had to fill in, by item: a figure that an item's department should bring down. 填报统计 */
export async function showTally(deed: Deed, { from, to }: Static<typeof TallyQuery>): Promise<Tally> {
  const today = await cityToday(deed)
  const sum = (column: string) => sql<number>`sum(${sql.ref(column)})::int`
  const rows = await application(deed.tx).selectFrom('application.tally').select(['item_code', sum('submitted').as('submitted'), sum('automatic').as('automatic'), sum('asked').as('asked'), sum('typed').as('typed'), sum('prefilled').as('prefilled'), sum('computed').as('computed'), sum('disputed').as('disputed'), sum('refused').as('refused')])
    .where('on_day', '>=', from ?? '2020-01-01').where('on_day', '<=', to ?? today).groupBy('item_code').orderBy(sql`2`, 'desc').orderBy('item_code').limit(2000).execute()
  const names = await itemNames(deed, rows.map(({ item_code: code }) => code))
  return { items: rows.map(({ item_code: code, ...figures }) => ({ item: { code, name: names.get(code) ?? code }, ...figures })) }
}
