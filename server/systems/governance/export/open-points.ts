import type { Deed } from '#base/deed'
import { scopeFor } from '#primitives/access'
import { countMatters, findMatters, type ListedMatter } from '#primitives/matter'
import { divisionAt, requireDivision } from '#primitives/place'
import { catalogue } from '../catalogue/items.ts'
import type { OpenPoints } from '../contract.ts'
import { governance } from '../tables.ts'

const MOST = 5000
const PAGE = 1000

/** Open incidents on the desk's map: those due first as points, all of them counted by the places below. Accusations and what happens inside a home are counted and never drawn. 未结事件点位 */
export async function openPoints(deed: Deed, divisionCode: string | undefined): Promise<OpenPoints> {
  const root = divisionCode ? await requireDivision(deed, divisionCode) : null
  const scopes = scopeFor(deed, 'governance.incident.read', root?.path)
  const filter = { kinds: ['incident'], scopes, open: true }
  const counted = await countMatters(deed, filter, 'division')
  const matters: ListedMatter[] = []
  for (let after: string | undefined; matters.length < MOST; ) {
    const page = await findMatters(deed, filter, { limit: PAGE, after, sort: 'due' })
    matters.push(...page.items)
    if (!page.next) break
    after = page.next
  }
  const placed = new Map((matters.length === 0 ? [] : await governance(deed.tx).selectFrom('governance.incident').select(['id', 'longitude', 'latitude', 'item_code'])
    .where('id', 'in', matters.map(({ id }) => id)).where('longitude', 'is not', null).where('publishable', '=', true).execute()).map((row) => [row.id, row]))
  const { byCode } = await catalogue(deed)
  const points = matters.flatMap((matter) => {
    const at = placed.get(matter.id)
    return at ? [{ id: matter.id, longitude: at.longitude!, latitude: at.latitude!, item: at.item_code ? (byCode.get(at.item_code)?.name ?? null) : null, state: matter.state, urgent: matter.urgent, overdue: matter.overdue }] : []
  })
  return {
    points, open: sum(counted, 'count'), overdue: sum(counted, 'overdue'), read: matters.length, unplaced: matters.length - points.length,
    divisions: await byPlace(deed, counted, root?.path ?? (scopes.length === 1 ? scopes[0]! : '')),
  }
}

type Counted = Awaited<ReturnType<typeof countMatters>>
const sum = (counted: Counted, of: 'count' | 'overdue'): number => counted.reduce((total, one) => total + one[of], 0)

/** Counts of every path, gathered under the places one step below the root. */
async function byPlace(deed: Deed, counted: Counted, root: string) {
  const depth = root === '' ? 1 : root.split('/').length + 1
  const groups = Map.groupBy(counted, ({ key }) => (key ?? '').split('/').slice(0, depth).join('/'))
  const named = await Promise.all([...groups].map(async ([key, all]) => {
    const division = await divisionAt(deed, key)
    return { key, code: key === root ? null : (division?.code ?? null), name: key === root ? '' : (division?.name ?? key), open: sum(all, 'count'), overdue: sum(all, 'overdue') }
  }))
  return named.toSorted((a, b) => b.open - a.open || (a.key < b.key ? -1 : 1))
}
