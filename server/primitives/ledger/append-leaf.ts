import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { commit } from './commitment.ts'
import { ledger } from './tables.ts'

/** `subjects` are ids of the persons or firms that the leaf is about; they are kept as blind tags. `requestId`: where one deed answers several requests, this leaf's own. */
export type Leaf = Readonly<{ kind: string; subjects?: readonly string[]; payload: object; requestId?: string | undefined; withheld?: Withheld | undefined }>
/** Whom a leaf is about is not shown it before this instant, by a decision that whoever made it keeps. 暂不告知 */
export type Withheld = Readonly<{ until: Date; decision: string }>

/** Owes a leaf to what this deed does: written if and only if the deed is. Returns the entry's id. 记账 */
export async function appendLeaf(deed: Deed, leaf: Leaf): Promise<string> {
  const [id] = await appendLeaves(deed, [leaf])
  return id!
}

/** The same for many at once, in one statement. */
export async function appendLeaves(deed: Deed, leaves: readonly Leaf[]): Promise<string[]> {
  if (leaves.length === 0) return []
  const made = leaves.map(({ kind, subjects = [], payload, withheld, requestId = deed.requestId }) => {
    if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/.test(kind)) throw new Error(`'${kind}' is no kind of leaf`)
    return { id: randomUUIDv7(), kind, subjects, withheld, ...commit({ ...deed, requestId }, kind, subjects, payload) }
  })
  const ids = made.map(({ id }) => id)
  const tags = made.flatMap(({ id, subjects }) => [...new Set(subjects)].map((subject) => ({ id, tag: keys().blind('ledger.subject', subject)[0]!.digest })))
  const tagged = tags.length === 0 ? sql`` : sql`, tagged as (insert into ledger.subject (entry_id, tag) select * from unnest(${tags.map(({ id }) => id)}::uuid[], ${tags.map(({ tag }) => tag)}::bytea[]))`
  const hidden = made.flatMap(({ id, withheld }) => (withheld ? [{ id, ...withheld }] : []))
  const kept = hidden.length === 0 ? sql`` : sql`, kept as (insert into ledger.withheld (entry_id, until, decision_id) select * from unnest(${hidden.map(({ id }) => id)}::uuid[], ${hidden.map(({ until }) => until)}::timestamptz[], ${hidden.map(({ decision }) => decision)}::uuid[]))`
  await sql`
    with entered as (
      insert into ledger.entry (id, commitment, kind, at)
      select id, commitment, kind, ${deed.now} from unnest(${ids}::uuid[], ${made.map(({ commitment }) => commitment)}::bytea[], ${made.map(({ kind }) => kind)}::text[]) as leaf (id, commitment, kind)
    )${tagged}${kept}
    insert into ledger.payload (entry_id, sealed)
    select * from unnest(${ids}::uuid[], ${made.map(({ opened }) => keys().seal('ledger.payload', opened))}::bytea[])
  `.execute(ledger(deed.tx))
  return ids
}
