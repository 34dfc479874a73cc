import type { Change, Connector, Source, SourceColumn, TextRow } from '#systems/transfer'

/** A source that a test holds in its hand: rows in order, changes in order, and whatever goes wrong with it. */
export type SourceFake = {
  columns: SourceColumn[]
  rows: TextRow[]
  changes: Change[]
  chunk: number
  /** Sends so many rows more and is then out of reach. */
  breaksAfter: number
  /** Before each chunk. */
  before(): Promise<void>
  opened: number
  acknowledged: string[]
  /** What it keeps for its job; null = nothing. */
  kept: { bytes: number; most: number } | null
  forgotten: number
  connector: Connector
}

export function sourceFake(columns: readonly string[]): SourceFake {
  const fake: SourceFake = { columns: columns.map((name) => ({ name, type: 'text' })), rows: [], changes: [], chunk: 10_000, breaksAfter: Infinity, before: async () => {}, opened: 0, acknowledged: [], kept: null, forgotten: 0, connector: { openSource: async ({ mode }) => { fake.opened += 1; return source(fake, mode) } } }
  return fake
}

function source(fake: SourceFake, mode: string): Source {
  let sent = 0
  const send = async (rows: number): Promise<void> => { await fake.before(); sent += rows; if (sent > fake.breaksAfter) throw new Error('connection reset') }
  const picked = (columns: readonly string[], row: TextRow): TextRow => columns.map((name) => row[fake.columns.findIndex((one) => one.name === name)] ?? null)
  const changing: Partial<Source> = mode === 'full' ? {} : {
    async *changes(columns, _keys, since) {
      for (let at = Number(since); at < fake.changes.length; at += fake.chunk) {
        const changes = fake.changes.slice(at, at + fake.chunk)
        await send(changes.length)
        yield { changes: changes.map((one) => (one.kind === 'upsert' ? { ...one, row: picked(columns, one.row) } : one)), bytes: changes.length * 100, position: String(at + changes.length), committedAt: null }
      }
    },
    acknowledge: async (position) => { fake.acknowledged.push(position) }, retained: async () => fake.kept, forget: async () => { fake.forgotten += 1 },
  }
  return {
    columns: async () => fake.columns, estimate: async () => fake.rows.length, mark: async () => (mode === 'full' ? null : String(fake.changes.length)),
    async *copy(columns, after) {
      for (let at = Number(after ?? 0); at < fake.rows.length; at += fake.chunk) {
        const rows = fake.rows.slice(at, at + fake.chunk)
        await send(rows.length)
        yield { rows: rows.map((row) => picked(columns, row)), bytes: rows.length * 100, position: String(at + rows.length) }
      }
    },
    ...changing, close: async () => {},
  }
}
