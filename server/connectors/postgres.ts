import type { Connector, Source, SourceAddress } from '#systems/transfer'
import { loginOf, tableOf } from './database-login.ts'
import { capture, markCapture } from './postgres-capture.ts'
import { copyByKey, copyThrough, inOneSnapshot } from './postgres-copy.ts'
import { changesByBound, markIncremental } from './postgres-incremental.ts'
import { openSession } from './postgres-session.ts'
import { findSlot, forgetSlot, slotName } from './postgres-slot.ts'
import { describeTable } from './postgres-table.ts'
import { postgresTarget } from './postgres-target.ts'
import { reachable } from './reachable.ts'

/** So much WAL may a source keep for us, unless its address says otherwise (`?most_wal_mb=`). */
const MOST_WAL_MB = 8192

/** A department's PostgreSQL, 13 or newer. 数据源：PostgreSQL */
export function postgres({ networks }: Readonly<{ networks: readonly string[] }>): Connector {
  const mayReach = reachable(networks)
  return {
    openSource: (address) => openSource(address, mayReach),
    async openTarget(address) {
      const session = await openSession(await loginOf(address, 5432, mayReach))
      return postgresTarget(session, tableOf(address.table, 'public'))
    },
  }
}

async function openSource(address: SourceAddress, mayReach: (host: string) => boolean): Promise<Source> {
  const login = await loginOf(address, 5432, mayReach)
  const session = await openSession(login)
  try {
    const { schema, table: name } = tableOf(address.table, 'public')
    const table = await describeTable(session, schema, name)
    const [slot, mostWal] = [slotName(address.job), Number(login.options.get('most_wal_mb') ?? MOST_WAL_MB) * 1024 ** 2]
    const written = table.kind === 'r' || table.kind === 'p' // a view's rows have no transaction of their own
    const mode = address.mode === 'incremental' && !written ? 'full' : address.mode
    return {
      columns: async () => table.columns.map((column) => ({ name: column.name, type: column.type })),
      estimate: async () => table.rows,
      mark: async () => (mode === 'capture' ? markCapture(session, table, slot) : mode === 'incremental' ? markIncremental(session) : null),
      async *copy(columns, after, signal) {
        if (table.key.length === 0) yield* inOneSnapshot(session, () => copyThrough(session, table, columns, signal))
        else if (mode === 'full') yield* inOneSnapshot(session, () => copyByKey(session, table, columns, after, signal))
        else yield* copyByKey(session, table, columns, after, signal) // what moves meanwhile comes with the changes since the mark
      },
      ...(mode === 'capture' ? { ...capture(session, table, slot, mostWal), retained: async () => retained(await findSlot(session, slot), mostWal), forget: () => forgetSlot(session, slot) } : {}),
      ...(mode === 'incremental' ? { changes: (columns, _keys, since, signal) => changesByBound(session, table, columns, since, signal) } : {}),
      close: () => session.end(),
    }
  } catch (error) {
    await session.end()
    throw error
  }
}

const retained = (slot: Awaited<ReturnType<typeof findSlot>>, most: number): { bytes: number; most: number } | null => (slot === 'lost' ? null : { bytes: slot.kept, most })
