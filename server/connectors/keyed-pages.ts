import type { Chunk, Position, TextRow } from '#systems/transfer'
import { bytesOf, chunkSize } from './chunk-size.ts'

type Last = readonly string[] | null
export type KeyedPage = Readonly<{ rows: TextRow[]; bytes: number; /** Its last key; null = there are no more rows. */ last: Last }>

/** Pages of rows, each behind the last key of the one before. `ask` gives at most so many rows, in each the `width` wanted columns and behind them the key. */
export function keyedPages(width: number, ask: (last: Last, most: number) => Promise<TextRow[]>): (last: Last) => Promise<KeyedPage> {
  const size = chunkSize()
  return async (last) => {
    const found = await ask(last, size.rows())
    const rows = found.map((row) => row.slice(0, width))
    const bytes = bytesOf(rows)
    size.saw(rows.length, bytes)
    return { rows, bytes, last: (found.at(-1)?.slice(width) as string[] | undefined) ?? null }
  }
}

/** All rows in the order of the key: after a stop it goes on behind the last key. The next page is asked for while the last is worked on. 按主键分批读取 */
export async function* walkByKey(read: (last: Last) => Promise<KeyedPage>, after: Position | null, signal: AbortSignal): AsyncGenerator<Chunk> {
  let next = read(after ? (JSON.parse(after) as { key: string[] }).key : null)
  try {
    for (;;) {
      signal.throwIfAborted()
      const { rows, bytes, last } = await next
      if (!last) return
      next = read(last)
      next.catch(() => {}) // it is awaited in the next round, or nobody wants it any more
      yield { rows, bytes, position: JSON.stringify({ key: last }) }
    }
  } finally {
    await next.catch(() => {}) // the connection is free again
  }
}
