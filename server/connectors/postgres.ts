import type { Connector, Source, SourceAddress } from '#systems/transfer'
import { loginOf, tableOf } from './database-login.ts'
import { captured, lsnIn, markCapture } from './postgres-capture.ts'
import { copyByKey, copyThrough, inOneSnapshot } from './postgres-copy.ts'
import { changesByBound, markIncremental } from './postgres-incremental.ts'
import { openSession } from './postgres-session.ts'
import { advanceSlot, findSlot, forgetSlot, slotName } from './postgres-slot.ts'
import { describeTable, type Table } from './postgres-table.ts'
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
  const { schema, table: name } = tableOf(address.table, 'public')
  const [slot, mostWal] = [slotName(address.job), Number(login.options.get('most_wal_mb') ?? MOST_WAL_MB) * 1024 ** 2]
  // asked when it is wanted: a slot can be let go of when its table is gone
  let described: Promise<Table> | undefined
  const table = (): Promise<Table> => (described ??= describeTable(session, schema, name))
  const byTransaction = async (): Promise<boolean> => ['r', 'p'].includes((await table()).kind) // a view's rows have no transaction of their own
  return {
    columns: async () => (await table()).columns.map((column) => ({ name: column.name, type: column.type })),
    estimate: async () => (await table()).rows,
    mark: async () => (address.mode === 'capture' ? markCapture(session, await table(), slot) : address.mode === 'incremental' && await byTransaction() ? markIncremental(session) : null),
    async *copy(columns, after, signal) {
      const found = await table()
      if (found.key.length === 0) yield* inOneSnapshot(session, () => copyThrough(session, found, columns, signal))
      else if (address.mode === 'full' || !await byTransaction()) yield* inOneSnapshot(session, () => copyByKey(session, found, columns, after, signal))
      else yield* copyByKey(session, found, columns, after, signal) // what moves meanwhile comes with the changes since the mark
    },
    ...(address.mode === 'incremental' ? { async *changes(columns, _keys, since, signal) { yield* changesByBound(session, await table(), columns, since, signal) } } satisfies Pick<Source, 'changes'> : {}),
    ...(address.mode === 'capture' ? {
      async *changes(columns, keys, since, signal) { yield* captured(session, await table(), slot, mostWal, { columns, keys, since, signal }) },
      acknowledge: (position) => advanceSlot(session, slot, lsnIn(position)),
      retained: async () => retained(await findSlot(session, slot), mostWal),
      forget: () => forgetSlot(session, slot),
    } satisfies Partial<Source> : {}),
    close: () => session.end(),
  }
}

const retained = (slot: Awaited<ReturnType<typeof findSlot>>, most: number): { bytes: number; most: number } | null => (slot === 'lost' ? null : { bytes: slot.kept, most })
