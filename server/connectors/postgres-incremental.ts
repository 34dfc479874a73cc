import { SourceStopped } from '#base/source-stopped'
import type { Change, ChangeChunk, Position } from '#systems/transfer'
import { beyond, cursorRows, inOneSnapshot } from './postgres-copy.ts'
import { quoted, type Session } from './postgres-session.ts'
import type { Table } from './postgres-table.ts'

/*
 * Every row carries the number of the transaction that wrote it (xmin). A snapshot has a bound: whatever is older than the oldest transaction then open is in it.
 * So the next run takes all rows at or above the bound of the last, and what was open then arrives, even when it commits long after.
 * Not the list of open transactions: it names none of their savepoints, under whose numbers rows are written too.
 */
type Saved = Readonly<{ server: string; bound: string; /** Of a run that was stopped: the last key that was sent, and the bound of the snapshot in which it began. */ after?: readonly string[]; next?: string }>

const LOW = 1n << 32n

async function here(session: Session): Promise<{ server: string; bound: bigint; next: bigint }> {
  const found = await session.one(`select pg_snapshot_xmin(s)::text as bound, pg_snapshot_xmax(s)::text as next, system_identifier || '/' || case when pg_is_in_recovery() then 'standby' else left(pg_walfile_name(pg_current_wal_lsn()), 8) end as server
    from pg_current_snapshot() s, pg_control_system()`)
  return { server: found!.server!, bound: BigInt(found!.bound!), next: BigInt(found!.next!) }
}

/** The bound before the first row of a full copy. 增量起点 */
export async function markIncremental(session: Session): Promise<Position> {
  const { server, bound } = await here(session)
  return JSON.stringify({ server, bound: String(bound) } satisfies Saved)
}

/** A row's xmin has 32 bits; the upper 32 are those of the server's next transaction, or one less where that would lie in the future. A row may look newer than it is, and comes once more, never older. */
function writtenSince(bound: bigint, next: bigint): string {
  const [low, base] = [next % LOW, next - (next % LOW)]
  const full = `xmin::text::bigint + case when xmin::text::bigint < ${low} then ${base} else ${base - LOW} end`
  return `xmin::text::bigint > 2 and ${full} >= ${bound}`
}

/** Rows written since the bound, in the order of the key; bound and rows come from one snapshot. Deletions it cannot see. 增量抽取 */
export async function* changesByBound(session: Session, table: Table, columns: readonly string[], since: Position, signal: AbortSignal): AsyncGenerator<ChangeChunk> {
  const saved = JSON.parse(since) as Saved
  const { key } = table
  const list = [...columns, ...key.map(({ name }) => name)].map((name) => quoted(name)).join()
  yield* inOneSnapshot(session, async function* () {
    const { server, bound, next } = await here(session)
    if (server !== saved.server || next < BigInt(saved.bound)) throw new SourceStopped('transfer.source.restored')
    const begun = saved.next ?? String(bound)
    const where = `${writtenSince(BigInt(saved.bound), next)}${saved.after ? ` and ${beyond(key, saved.after)}` : ''}`
    let held: ChangeChunk | undefined
    for await (const { rows, bytes } of cursorRows(session, `select ${list} from ${table.sql} where ${where}${key.length > 0 ? ` order by ${key.map(({ name }) => quoted(name)).join()}` : ''}`, signal)) {
      if (held) yield held
      const changes = rows.map((row): Change => ({ kind: 'upsert', row: row.slice(0, columns.length) }))
      const after = key.length > 0 ? { after: rows.at(-1)!.slice(columns.length) as string[], next: begun } : {}
      held = { changes, bytes, committedAt: null, position: JSON.stringify({ ...saved, ...after } satisfies Saved) }
    }
    const end = JSON.stringify({ server, bound: begun } satisfies Saved)
    if (held) yield { ...held, position: end }
    else if (end !== since) yield { changes: [], bytes: 0, committedAt: null, position: end }
  })
}
