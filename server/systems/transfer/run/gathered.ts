import type { Chunk } from '../source-port.ts'

/** So many rows make a transaction worth while; a source may send fewer at once. */
const ENOUGH = 10_000
const MOST_BYTES = 16_000_000

export const together = (a: Chunk, b: Chunk): Chunk => ({ rows: [...a.rows, ...b.rows], faults: [...(a.faults ?? []), ...(b.faults ?? [])], bytes: a.bytes + b.bytes, position: b.position })

/** Small chunks put together, and the next one fetched while this one is landed. 合批预取 */
export async function* gathered<T extends { bytes: number }>(some: AsyncIterable<T>, sizeOf: (one: T) => number, both: (a: T, b: T) => T): AsyncGenerator<T> {
  const each = some[Symbol.asyncIterator]()
  const fetch = async (): Promise<T | null> => {
    let gathering: T | null = null
    for (;;) {
      const next = await each.next()
      if (next.done) return gathering
      gathering = gathering === null ? next.value : both(gathering, next.value)
      if (sizeOf(gathering) >= ENOUGH || gathering.bytes >= MOST_BYTES) return gathering
    }
  }
  try {
    for (let next = fetch(); ;) {
      const one = await next
      if (one === null) return
      next = fetch()
      next.catch(() => {}) // told when it is awaited, or by nobody when the run is over before
      yield one
    }
  } finally {
    void each.return?.()
  }
}
