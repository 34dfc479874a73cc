import { SourceStopped } from '#base/source-stopped'
import type { ChangeChunk, Position } from '#systems/transfer'
import { lsnOf, lsnText, readMessage } from './pgoutput.ts'
import { gatherChanges, type Saved } from './pgoutput-changes.ts'
import { literal, type Session } from './postgres-session.ts'
import { dropSlot, findSlot, isPublished, makeSlot, requireCapturable } from './postgres-slot.ts'
import type { Table } from './postgres-table.ts'

const MOST_MESSAGES = 20_000
const FETCHED = 2000
/** A quiet table in a busy database: so much WAL without a change of ours, and the slot moves on all the same. */
const QUIET = 16n * 1024n ** 2n

/** A publication and a slot, made before the first row of the copy. 变更捕获起点 */
export async function markCapture(session: Session, table: Table, name: string): Promise<Position> {
  await requireCapturable(session, table)
  const lsn = await makeSlot(session, table, name)
  return JSON.stringify({ lsn: lsnText(lsn), within: 0, table: table.oid, shape: table.columns.filter(({ generated }) => !generated).map(({ shape }) => shape) } satisfies Saved)
}

/** Looked at before each reading: a slot that is gone, or not ours any more, and nobody knows what was missed; a slot that keeps too much, and the source's disk comes first. */
async function requireSlot(session: Session, name: string, lsn: bigint, most: number): Promise<void> {
  const slot = await findSlot(session, name)
  if (slot === 'lost' || slot.confirmed > lsn) throw new SourceStopped('transfer.source.slot_lost', { slot: name })
  if (slot.kept > most) {
    await dropSlot(session, name)
    throw new SourceStopped('transfer.source.slot_over_cap', { slot: name, megabytes: Math.round(slot.kept / 1024 ** 2), most: Math.round(most / 1024 ** 2) })
  }
}

/** What is wanted of a table, and from where on. */
export type Wanted = Readonly<{ columns: readonly string[]; keys: readonly string[]; since: Position; signal: AbortSignal }>

/** Reads what was committed out of the slot without moving it; only what is committed here moves it. 变更捕获 */
export async function* captured(session: Session, table: Table, name: string, most: number, { columns, keys, since, signal }: Wanted): AsyncGenerator<ChangeChunk> {
  let [saved, repeated] = [JSON.parse(since) as Saved, 0]
  if (saved.table !== table.oid || !await isPublished(session, table, name)) throw new SourceStopped('transfer.source.table_replaced')
  for (;;) {
    signal.throwIfAborted()
    await requireSlot(session, name, lsnOf(saved.lsn), most)
    const wanted = MOST_MESSAGES + repeated
    const bound = lsnOf((await session.one('select pg_current_wal_flush_lsn()::text as lsn'))!.lsn!)
    const gathered = gatherChanges(columns, keys, saved)
    let [seen, known] = [0, 0]
    for await (const messages of peeked(session, name, bound, wanted)) {
      signal.throwIfAborted()
      for (const bytes of messages) {
        const stopped = gathered.take(readMessage(bytes), bytes.length)
        seen += 1
        if (gathered.skips()) known += 1
        const chunk = stopped || gathered.isFull() ? gathered.chunk() : null
        if (chunk) yield chunk
        if (stopped) throw stopped
      }
    }
    const chunk = gathered.chunk()
    if (chunk) yield chunk
    const reached = gathered.saved()
    if (seen < wanted) {
      if (bound - lsnOf(reached.lsn) > QUIET) yield { changes: [], bytes: 0, committedAt: null, position: JSON.stringify({ ...reached, lsn: lsnText(bound), within: 0 } satisfies Saved) }
      return
    }
    repeated = reached.lsn === saved.lsn ? seen : known // what was not acknowledged yet comes once more before the new
    saved = reached
  }
}

export const lsnIn = (position: Position): string => (JSON.parse(position) as Saved).lsn

/** The source keeps what it decoded outside of a transaction, on its disk where it is much: neither a long transaction of theirs nor our own work holds anything open. */
async function* peeked(session: Session, name: string, bound: bigint, most: number): AsyncGenerator<Buffer[]> {
  await session.run(`begin; declare haihe_changes no scroll cursor with hold for select data from pg_logical_slot_peek_binary_changes(${literal(name)}, ${literal(lsnText(bound))}, ${most}, 'proto_version', '1', 'publication_names', ${literal(name)}); commit`)
    .catch(async (error: Error & { code?: string }) => {
      await session.run('rollback').catch(() => {}) // the first error is the one to tell
      throw error.code === '55000' || error.code === '42704' ? new SourceStopped('transfer.source.slot_lost', { slot: name }) : error
    })
  try {
    for (;;) {
      const messages = await session.bytes(`fetch ${FETCHED} from haihe_changes`)
      if (messages.length > 0) yield messages
      if (messages.length < FETCHED) return
    }
  } finally {
    await session.run('close haihe_changes').catch(() => {}) // a lost connection closes it too
  }
}
