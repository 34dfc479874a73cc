import { SourceStopped } from '#base/source-stopped'
import type { Connector, Source, SourceAddress } from '#systems/transfer'
import { loginOf, tableOf } from './database-login.ts'
import { copyMaria, copyMariaThrough, inMariaSnapshot } from './mariadb-copy.ts'
import { counterOf, mariaChanges, markMaria } from './mariadb-incremental.ts'
import { openMaria } from './mariadb-session.ts'
import { describeMaria } from './mariadb-table.ts'
import { mariadbTarget } from './mariadb-target.ts'
import { reachable } from './reachable.ts'

/** So many numbers are read again in each run, unless the address says otherwise (`?overlap=`). */
const OVERLAP = 10_000n

/** A department's MariaDB or MySQL. 数据源：MariaDB */
export function mariadb({ networks }: Readonly<{ networks: readonly string[] }>): Connector {
  const mayReach = reachable(networks)
  return {
    openSource: (address) => openSource(address, mayReach),
    async openTarget(address) {
      const login = await loginOf(address, 3306, mayReach)
      return mariadbTarget(await openMaria(login), tableOf(address.table, login.database))
    },
  }
}

async function openSource(address: SourceAddress, mayReach: (host: string) => boolean): Promise<Source> {
  if (address.mode === 'capture') throw new SourceStopped('transfer.source.no_capture')
  const login = await loginOf(address, 3306, mayReach)
  const session = await openMaria(login)
  try {
    const { schema, table: name } = tableOf(address.table, login.database)
    const table = await describeMaria(session, schema, name)
    const counter = address.mode === 'incremental' ? counterOf(table, login.options.get('counter')) : null
    const overlap = BigInt(login.options.get('overlap') ?? OVERLAP)
    return {
      columns: async () => table.columns.map((column) => ({ name: column.name, type: column.type })),
      estimate: async () => table.rows,
      mark: async () => (counter ? markMaria(session, table, counter) : null),
      async *copy(columns, after, signal) {
        if (table.key.length === 0) yield* inMariaSnapshot(session, () => copyMariaThrough(session, table, columns, signal))
        else yield* inMariaSnapshot(session, () => copyMaria(session, table, columns, after, signal))
      },
      ...(counter ? { changes: (columns, _keys, since, signal) => mariaChanges(session, table, counter, overlap, columns, since, signal) } : {}),
      close: () => session.end(),
    }
  } catch (error) {
    await session.end()
    throw error
  }
}
