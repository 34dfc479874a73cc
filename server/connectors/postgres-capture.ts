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

export type Capture = Readonly<{ changes(columns: readonly string[], keys: readonly string[], since: Position, signal: AbortSignal): AsyncGenerator<ChangeChunk>; acknowledge(position: Position): Promise<void> }>

/** Reads what was committed out of the slot without moving it; only what is committed here moves it. 变更捕获 */
export function capture(session: Session, table: Table, name: string, most: number): Capture {
  let unacknowledged = 0 // messages that a new reading brings once more
  let newest = ''
  return {
    async *changes(columns, keys, since, signal) {
      let saved = JSON.parse(since) as Saved
      if (saved.table !== table.oid || !await isPublished(session, table, name)) throw new SourceStopped('transfer.source.table_replaced')
      for (;;) {
        signal.throwIfAborted()
        await requireSlot(session, name, lsnOf(saved.lsn), most)
        const wanted = MOST_MESSAGES + unacknowledged
        const bound = lsnOf((await session.one('select pg_current_wal_flush_lsn()::text as lsn'))!.lsn!)
        const gathered = gatherChanges(columns, keys, saved)
        let seen = 0
        for await (const messages of peeked(session, name, bound, wanted)) {
          signal.throwIfAborted()
          seen += messages.length
          for (const bytes of messages) {
            const stopped = gathered.take(readMessage(bytes), bytes.length)
            const chunk = stopped || gathered.isFull() ? gathered.chunk() : null
            if (chunk) yield (newest = chunk.position, chunk)
            if (stopped) throw stopped
          }
        }
        unacknowledged = seen
        const chunk = gathered.chunk()
        if (chunk) yield (newest = chunk.position, chunk)
        saved = gathered.saved()
        if (seen >= wanted) continue
        if (bound - lsnOf(saved.lsn) > QUIET) yield { changes: [], bytes: 0, committedAt: null, position: (newest = JSON.stringify({ ...saved, lsn: lsnText(bound), within: 0 } satisfies Saved)) }
        return
      }
    },
    async acknowledge(position) {
      const { lsn } = JSON.parse(position) as Saved
      await session.run(`select pg_replication_slot_advance(slot_name, ${literal(lsn)}) from pg_replication_slots where slot_name = ${literal(name)} and confirmed_flush_lsn < ${literal(lsn)}`)
      if (position === newest) unacknowledged = 0
    },
  }
}

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
