import { SourceStopped } from '#base/source-stopped'
import type { Change, ChangeChunk } from '#systems/transfer'
import { lsnOf, lsnText, SAME, whole, type Message, type Relation, type Tuple } from './pgoutput.ts'

export type Saved = Readonly<{
  /** From here on transactions are still to be read: the end of the last that was read to its end. */
  lsn: string
  /** Of the transaction behind it, so many rows have been read: it was too long for one chunk. */
  within: number
  table: string
  /** The columns for which the copy was made; others in the stream are drift. */
  shape: readonly string[]
}>

type RowMessage = Extract<Message, { kind: 'insert' | 'update' | 'delete' }>
type Known = Readonly<{ relation: Relation; drift: SourceStopped | null; places: readonly number[]; keys: readonly number[] }>

const MOST_CHANGES = 5000
const MOST_BYTES = 8 * 1024 ** 2
const nameOf = (shape: string): string => shape.replace(/:\d+:-?\d+$/, '')

/** What came and what went, of the columns. */
function driftOf(before: readonly string[], after: readonly string[]): SourceStopped | null {
  if (before.join('\0') === after.join('\0')) return null
  const names = (some: readonly string[], others: readonly string[]) => some.filter((one) => !others.includes(one)).map(nameOf).join(', ')
  return new SourceStopped('transfer.source.drift', { gone: names(before, after), come: names(after, before) })
}

/** Gathers messages into chunks of changes, and knows how far it has come. 变更批 */
export function gatherChanges(columns: readonly string[], keys: readonly string[], begun: Saved) {
  const missing = [...columns, ...keys].filter((name) => !begun.shape.some((one) => nameOf(one) === name))
  if (missing.length > 0) throw new SourceStopped('transfer.source.column_gone', { says: missing.join(', ') })
  let [lsn, within] = [lsnOf(begun.lsn), begun.within] // as far as it was read
  let [skipped, at, committedAt] = [false, 0, new Date(0)] // of the transaction that is being read: whether it was read before, at which row it is
  let [changes, bytes, newest, told] = [[] as Change[], 0, null as Date | null, begun]
  const relations = new Map<number, Known>()

  function row(message: RowMessage): SourceStopped | null {
    const { relation, drift, places, keys: keyPlaces } = relations.get(message.oid)!
    if (drift) return drift
    const keyOf = (tuple: Tuple): Record<string, string> => Object.fromEntries(keys.map((key, n) => [key, tuple[keyPlaces[n]!] as string]))
    const old = message.kind === 'insert' ? null : message.old
    if (old && keyPlaces.some((place) => typeof old[place] !== 'string')) return new SourceStopped('transfer.source.key_not_identity', { columns: keys.join(', ') })
    if (message.kind === 'delete') {
      changes.push({ kind: 'delete', key: keyOf(message.old) })
      return null
    }
    const told = whole(message.row, message.kind === 'update' && message.oldIsWhole ? old : null)
    if (!told) return new SourceStopped('transfer.source.identity_not_full', { table: relation.table, column: relation.names[message.row.indexOf(SAME)] ?? '' })
    if (old && keyPlaces.some((place) => old[place] !== told[place])) changes.push({ kind: 'delete', key: keyOf(old) })
    changes.push({ kind: 'upsert', row: places.map((place) => told[place]!) })
    return null
  }

  return {
    /** What a person must decide, when the stream says so. */
    take(message: Message, length: number): SourceStopped | null {
      if (message.kind === 'begin') {
        ;[skipped, at, committedAt] = [message.at < lsn, 0, message.committedAt]
      } else if (message.kind === 'commit') {
        if (!skipped) [lsn, within] = [message.end, 0]
      } else if (message.kind === 'relation') {
        const { relation } = message
        const placesOf = (names: readonly string[]) => names.map((name) => relation.names.indexOf(name))
        relations.set(relation.oid, { relation, drift: driftOf(begun.shape, relation.shape), places: placesOf(columns), keys: placesOf(keys) })
      } else if (message.kind === 'truncate' ? message.oids.includes(Number(begun.table)) : message.kind !== 'other' && message.oid === Number(begun.table)) {
        at += 1
        if (skipped || at <= within) return null
        const stopped = message.kind === 'truncate' ? new SourceStopped('transfer.source.emptied') : row(message as RowMessage)
        if (stopped) return stopped
        ;[within, newest] = [at, committedAt]
        bytes += length
      }
      return null
    },
    /** Whether the transaction that is being read was read before. */
    skips: () => skipped,
    isFull: () => changes.length >= MOST_CHANGES || bytes >= MOST_BYTES,
    saved: (): Saved => ({ ...begun, lsn: lsnText(lsn), within }),
    /** What was gathered, once; nothing where nothing is new. */
    chunk(): ChangeChunk | null {
      const saved: Saved = { ...begun, lsn: lsnText(lsn), within }
      if (changes.length === 0 && saved.lsn === told.lsn && saved.within === told.within) return null
      const made = { changes, bytes, committedAt: newest, position: JSON.stringify(saved) }
      ;[changes, bytes, newest, told] = [[], 0, null, saved]
      return made
    },
  }
}
