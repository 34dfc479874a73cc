import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { scopeFor, within } from '#primitives/access'
import { filesOf } from '#primitives/file'
import { countMatters, findMatters, type ListedMatter, type MatterFilter } from '#primitives/matter'
import { requireDivision } from '#primitives/place'
import { deadline } from '#primitives/rule'
import { catalogue } from '../catalogue/items.ts'
import type { LeakCounts, LeakKind, LeakRow } from '../contract.ts'
import { incidentRows } from '../incident/find-incidents.ts'
import { governance } from '../tables.ts'

export const LEAKS = 'governance.leak.read'
const MINUTE = 60_000, DAY = 86_400_000
/** The job that tells of limits runs each minute; after this it has not. */
const GRACE = 10 * MINUTE
/** How far back what is closed is looked at. */
const LOOK_BACK = 90 * DAY
/** What cannot be asked of the database alone is looked at this far. */
const MOST = 1000

export const leakKinds: readonly LeakKind[] = ['unreceived', 'unverified', 'closed_unverified', 'untold', 'no_evidence', 'suspension_past', 'quarantined']

/** What each leak is, as a question to matters. No name of a state: a city's kind may call them otherwise. */
function filterOf(kind: LeakKind, now: Date): MatterFilter {
  switch (kind) {
    case 'unreceived': return { open: true, unreceived: true, stateOverdue: true, suspended: false, resolved: false }
    case 'unverified': return { open: true, resolved: true, stateOverdue: true, without: ['verify'] }
    case 'closed_unverified': return { open: false, resolved: true, without: ['verify', 'mend', 'recheck'], openedFrom: new Date(now.getTime() - LOOK_BACK) }
    case 'untold': return { open: true, untoldSince: new Date(now.getTime() - GRACE) }
    case 'suspension_past': return { open: true, suspended: true, stateOverdue: true }
    case 'no_evidence': return { open: true, resolved: true }
    case 'quarantined': return { open: true, untouched: true }
  }
}

type Asked = Readonly<{ kinds: readonly string[]; scopes: readonly string[] }>
async function ask(deed: Deed, division: string | undefined): Promise<Asked> {
  return { kinds: ['incident'], scopes: scopeFor(deed, LEAKS, division ? (await requireDivision(deed, division)).path : undefined) }
}

/** How many incidents slipped through each of the meshes, within the actor's scope. 查漏计数 */
export async function countLeaks(deed: Deed, division: string | undefined): Promise<LeakCounts> {
  const asked = await ask(deed, division)
  const kinds: LeakCounts['kinds'] = []
  for (const kind of leakKinds) {
    const picked = await pick(deed, kind, asked)
    if (picked) kinds.push({ kind, count: picked.ids.length, most: picked.most })
    else kinds.push({ kind, count: (await countMatters(deed, { ...asked, ...filterOf(kind, deed.now) }, 'kind')).reduce((sum, { count }) => sum + count, 0), most: false })
  }
  return { at: deed.now.toISOString(), divisionName: division ? (await requireDivision(deed, division)).name : null, total: kinds.reduce((sum, { count }) => sum + count, 0), kinds }
}

/** The incidents that slipped through one mesh, since when, a page at a time; each is there to be opened. 查漏清单 */
export async function findLeaks(deed: Deed, kind: LeakKind, { division, limit, after }: { division?: string; limit?: number; after?: string }): Promise<{ items: LeakRow[]; next: string | null }> {
  const asked = await ask(deed, division)
  const picked = await pick(deed, kind, asked)
  const page = await findMatters(deed, picked ? { ...asked, ids: picked.ids } : { ...asked, ...filterOf(kind, deed.now) }, { limit, after, sort: kind === 'closed_unverified' ? 'newest' : 'due' })
  const rows = await incidentRows(deed, page.items)
  return { items: rows.map((incident, at) => ({ incident, stateName: page.items[at]!.stateName, since: sinceOf(kind, page.items[at]!)?.toISOString() ?? null })), next: page.next }
}

function sinceOf(kind: LeakKind, matter: ListedMatter): Date | null {
  if (kind === 'closed_unverified') return matter.closedAt
  if (kind === 'no_evidence') return matter.resolvedAt
  if (kind === 'quarantined') return matter.openedAt
  if (kind !== 'untold') return matter.stateDueAt
  const ends = [matter.stateDueAt, matter.resolvedAt === null && !matter.suspended ? matter.dueAt : null].filter((end) => end !== null)
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end!.getTime())))
}

/** Two of them need the pictures and the offline records, which lie elsewhere. Null: the filter says all. */
async function pick(deed: Deed, kind: LeakKind, asked: Asked): Promise<{ ids: string[]; most: boolean } | null> {
  if (kind === 'no_evidence') return withoutPictures(deed, asked)
  if (kind === 'quarantined') return leftInDoubt(deed, asked)
  return null
}

/** Done, the item wants pictures of after, and there are none. */
async function withoutPictures(deed: Deed, asked: Asked) {
  const { byCode } = await catalogue(deed)
  const items = [...byCode.values()].filter(({ evidence }) => evidence === 'after' || evidence === 'both').map(({ code }) => code)
  const { items: matters, next } = await findMatters(deed, { ...asked, ...filterOf('no_evidence', deed.now), items }, { limit: MOST, sort: 'due' })
  const files = await filesOf(deed, 'governance', matters.map(({ id }) => id))
  return { ids: matters.filter(({ id }) => !files.get(id)?.some(({ use }) => use === 'after')).map(({ id }) => id), most: next !== null }
}

/** An offline record that gave reason to doubt, at which the desk has not looked within a working day. */
async function leftInDoubt(deed: Deed, { kinds, scopes }: Asked) {
  const doubted = await governance(deed.tx).selectFrom('governance.incident').select(['id', 'received_at']).where('quarantined', 'is not', null).where(within(sql.ref('division_path'), scopes)).orderBy('id', 'desc').limit(MOST).execute()
  const due = await Promise.all(doubted.map(async (row) => (await deadline(deed, { from: row.received_at, amount: 1, unit: 'working_days' })).dueAt < deed.now))
  const late = doubted.filter((_, at) => due[at]).map(({ id }) => id)
  const { items } = late.length === 0 ? { items: [] } : await findMatters(deed, { kinds, scopes, ids: late, ...filterOf('quarantined', deed.now) }, { limit: MOST, sort: 'newest' })
  return { ids: items.map(({ id }) => id), most: doubted.length === MOST }
}
