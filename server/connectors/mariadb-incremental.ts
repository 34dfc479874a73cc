import { SourceStopped } from '#base/source-stopped'
import type { Change, ChangeChunk, Position } from '#systems/transfer'
import { inMariaSnapshot, pages } from './mariadb-copy.ts'
import { mariaName, type MariaSession } from './mariadb-session.ts'
import { isWhole, type MariaColumn, type MariaTable } from './mariadb-table.ts'

/*
 * MariaDB tells nobody which transaction wrote a row. A number that only grows (AUTO_INCREMENT, or a column that the source counts up with every writing) is given out before its transaction commits,
 * so a smaller one may appear after a larger one was read. Each run therefore begins so many numbers before the highest that the last run's snapshot held, and what comes twice is the same row.
 */
type Saved = Readonly<{ highest: string; /** Of a run that was stopped: what was read last, and the highest number when it began. */ after?: readonly string[]; next?: string }>

/** The column that counts: named by the address (`?counter=`), else AUTO_INCREMENT; none, and each run is a full copy. */
export function counterOf(table: MariaTable, named: string | null): MariaColumn | null {
  const found = table.columns.find(({ name, autoIncrement }) => (named === null ? autoIncrement : name === named))
  if (named !== null && !(found && isWhole(found) && table.key.length > 0)) throw new SourceStopped('transfer.source.no_counter', { column: named })
  return table.key.length > 0 ? (found ?? null) : null // among equal numbers only a key says where to go on
}

const highestOf = async (session: MariaSession, table: MariaTable, counter: MariaColumn): Promise<string> => (await session.rows(`select max(${mariaName(counter.name)}) from ${table.sql}`))[0]![0] ?? '0'

export const markMaria = async (session: MariaSession, table: MariaTable, counter: MariaColumn): Promise<Position> => JSON.stringify({ highest: await highestOf(session, table, counter) } satisfies Saved)

/** Rows whose number lies above the last run's highest less the overlap; bound and rows come from one snapshot. 增量抽取 */
export async function* mariaChanges(session: MariaSession, table: MariaTable, counter: MariaColumn, overlap: bigint, columns: readonly string[], since: Position, signal: AbortSignal): AsyncGenerator<ChangeChunk> {
  const saved = JSON.parse(since) as Saved
  const order = [counter, ...table.key.filter(({ name }) => name !== counter.name)]
  yield* inMariaSnapshot(session, async function* () {
    const highest = await highestOf(session, table, counter)
    if (BigInt(highest) < BigInt(saved.highest) - overlap) throw new SourceStopped('transfer.source.restored')
    const next = saved.next ?? highest
    const read = pages(session, table, columns, order, `${mariaName(counter.name)} > ${BigInt(saved.highest) - overlap}`)
    const end = JSON.stringify({ highest: next } satisfies Saved)
    let page = await read(saved.after ?? null)
    while (page.last) {
      signal.throwIfAborted()
      const { rows, bytes, last } = page
      page = await read(last)
      yield { changes: rows.map((row): Change => ({ kind: 'upsert', row })), bytes, committedAt: null, position: page.last ? JSON.stringify({ highest: saved.highest, after: last, next } satisfies Saved) : end }
    }
    if (saved.after) yield { changes: [], bytes: 0, committedAt: null, position: end }
  })
}
