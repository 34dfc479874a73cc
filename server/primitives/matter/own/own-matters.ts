import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { divisionAt } from '#primitives/place'
import type { OwnPlace, OwnThing } from '#primitives/registry'
import { listed, type ListedMatter } from '../find/find-matters.ts'
import { doableWith } from '../find/may-do.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import { matter, type MatterRow } from '../tables.ts'

/** A matter as a list of one's own says it; where it is read and what it is called says its system. */
export type OwnMatter = Readonly<{ matter: ListedMatter; one: Omit<OwnThing, 'title' | 'href' | 'remedies'> }>

const nothing: ReadonlySet<string> = new Set()

/** Of one's matters, those that changed before a place, the latest change first; whoever calls has found the ids among its own rows by the person. `yours`: states in which it is one's own turn; `without`: states that the list leaves out. 本人的事项 */
export async function ownMatters(deed: Deed, ids: readonly string[], { before, open, limit }: Readonly<{ before: OwnPlace | null; open: boolean | undefined; limit: number }>, { yours = nothing, without = [] }: Readonly<{ yours?: ReadonlySet<string>; without?: readonly string[] }> = {}): Promise<OwnMatter[]> {
  if (ids.length === 0) return []
  const shut = open === undefined ? sql`` : open ? sql`and m.closed_at is null` : sql`and m.closed_at is not null`
  const { rows } = await sql<MatterRow>`select m.* from matter.matter as m where m.id = any(${ids}::uuid[]) and m.state <> all(${without}::text[]) ${shut}
    ${before ? sql`and (m.marked_at, m.id) < (${before.at}, ${before.id}::uuid)` : sql``} order by m.marked_at desc, m.id desc limit ${limit}`.execute(matter(deed.tx))
  const units = await findUnits(deed, rows.flatMap(({ unit_id: id }) => id ?? []))
  const said: OwnMatter[] = []
  for (const row of rows) {
    const found = await listed(deed, row)
    const shown = { id: row.id, number: row.number, state: row.state, stateName: found.publicStateName, at: row.marked_at, open: row.closed_at === null, can: await canDo(deed, row) }
    if (row.closed_at !== null) said.push({ matter: found, one: { ...shown, next: null, who: null, dueAt: null, overdue: false, turn: 'nobody' } })
    else said.push({ matter: found, one: {
      ...shown, next: await nextOf(deed, row), dueAt: promised(row), overdue: (promised(row) ?? deed.now) < deed.now, turn: yours.has(row.state) ? 'you' : 'city',
      who: (row.unit_id === null ? (await divisionAt(deed, row.holder_path))?.name : units.get(row.unit_id)?.shortName) ?? null,
    } })
  }
  return said
}

/** What its person was promised: the end of the whole where there is one, else of what is being done now; a whole that stands still promises nothing. */
const promised = (row: MatterRow): Date | null => (row.resolved_at === null && row.before_state === null && row.due_at !== null ? row.due_at : row.state_due_at)

/** What usually follows, as the public is told. */
async function nextOf(deed: Deed, row: MatterRow): Promise<string | null> {
  const { kind: { states, actions } } = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const usual = states[row.state]?.usual
  const to = usual === undefined ? undefined : actions[usual]?.to
  const state = to === undefined ? undefined : states[to === 'before' ? (row.before_state ?? '') : to]
  return state?.public_name ?? state?.name ?? null
}

/** Steps of whoever opened it, or of anyone; a rating that was given is not asked for again. */
async function canDo(deed: Deed, row: MatterRow): Promise<OwnThing['can']> {
  const { kind: { roles, actions } } = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const ones = (role: string): boolean => roles[role]!.who === 'anyone' || (roles[role]!.who === 'opener' && row.opener_id === deed.actor.id)
  const own = (await doableWith(deed, row, [])).filter(({ action }) => actions[action]!.by.some(ones) && !(action === 'rate' && row.score !== null))
  return own.map(({ action, name }) => ({ action, name }))
}
