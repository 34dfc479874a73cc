import type { SheetFault } from '#base/spreadsheet'

/** What a source sends: rows as text, in the order of the columns asked for; a cell is null where the source has none. */
export type TextRow = readonly (string | null)[]
export type SourceColumn = Readonly<{ name: string; type: string }>
/** Opaque to the job: saved with each chunk in the same transaction, handed back after a stop. */
export type Position = string
/** `faults`: rows that a file's reader could not take apart; they are not among the rows, and count as rejected. */
export type Chunk = Readonly<{ rows: readonly TextRow[]; faults?: readonly SheetFault[]; bytes: number; position: Position }>
export type Change = Readonly<{ kind: 'upsert'; row: TextRow } | { kind: 'delete'; key: Readonly<Record<string, string>> }>
export type ChangeChunk = Readonly<{ changes: readonly Change[]; faults?: readonly SheetFault[]; bytes: number; position: Position; /** When the newest of them was committed at the source, if the source tells. */ committedAt: Date | null }>

/** One table (or file, or path of an API) at a source. What cannot be gone on from without a person it throws as SourceStopped of #base/source-stopped; anything else is an outage, and the run is tried again. 数据源 */
export type Source = Readonly<{
  /** Looked at before every run: what differs from the contract is drift. */
  columns(): Promise<readonly SourceColumn[]>
  /** About how many rows, for the time left; null = not known. */
  estimate(): Promise<number | null>
  /** Taken before the first row of a full copy: from here changes go on. null = this source has no changes, each run is a full copy. */
  mark(): Promise<Position | null>
  /** All rows in a fixed order, after a saved position. */
  copy(columns: readonly string[], after: Position | null, signal: AbortSignal): AsyncIterable<Chunk>
  /** What changed since, bound and rows from one snapshot; ends when there is no more now. */
  changes?(columns: readonly string[], keys: readonly string[], since: Position, signal: AbortSignal): AsyncIterable<ChangeChunk>
  /** The chunk up to this position is committed here: the source may forget it (a replication slot moves on). */
  acknowledge?(position: Position): Promise<void>
  /** How much the source keeps for us, and from where on it lets go of it and stops; to be shown, and alarming from half. Also of a job that stands still. null = nothing is kept. */
  retained?(): Promise<Readonly<{ bytes: number; most: number }> | null>
  /** This reader comes no more: what the source keeps for it may go. */
  forget?(): Promise<void>
  close(): Promise<void>
}>

/** Which chunk of a delivery; `again`: it was put before, by this run's earlier life, and is given anew. */
export type Part = Readonly<{ number: number; again: boolean }>
export type Sum = Readonly<{ rows: number; content: string }>
/** What a whole target is told before the first row. `total`: about how many rows come. */
export type Delivery = Readonly<{ id: string; columns: readonly Readonly<SourceColumn & { field: string }>[]; total: number }>

/** Where rows are put: idempotent by key. 目标库 */
export type Target = Readonly<{
  /** null = it takes whatever comes. */
  columns(): Promise<readonly SourceColumn[] | null>
  write(columns: readonly string[], keys: readonly string[], rows: readonly TextRow[], part?: Part): Promise<void>
  /** `rows` hold the keys alone, in their order. */
  remove(keys: readonly string[], rows: readonly TextRow[]): Promise<void>
  /** What stands there, summed where it stands: of each row the first eight bytes of the SHA-256 of its values in JSON, a type's spellings made one. null = it cannot, and is read back. */
  sum?(columns: readonly string[], types: readonly string[]): Promise<Sum | null>
  whole?: WholeTarget
  close(): Promise<void>
}>
/** Of a target that is no table: it is given every chunk of a delivery, also those that an earlier life of the run put, and nobody but itself can say what it holds. 整批目标 */
export type WholeTarget = Readonly<{ begin(delivery: Delivery): Promise<void> } & ({
  /** A file: what was written, read back before anybody sees it. */
  readBack(signal: AbortSignal): AsyncIterable<readonly TextRow[]>
  /** Whole and compared: from now on it is seen, its receipt beside it. */
  show(receipt: object): Promise<void>
  /** Nothing stays of what this one wrote and nobody was shown. */
  discard(): Promise<void>
  /** Nor of what a process that died wrote. */
  sweep(): Promise<void>
} | {
  /** A receiver that cannot be read: what it says it has, beside what it was sent. */
  acknowledged(rows: number): Promise<Readonly<{ sent: Sum; there: Sum }>>
})>

export type AddressKind = 'postgres' | 'mariadb' | 'http' | 'folder'
/** How a source or target is reached. `url` holds no password: `secret` does, sealed with the system's keys and opened only for the connector. `job` names what is kept at the source for this one reader, such as a replication slot. */
export type SourceAddress = Readonly<{ kind: AddressKind; url: string; table: string; mode: 'full' | 'incremental' | 'capture'; secret: string | null; job: string }>
/** One way to reach sources, and targets where it can write. Its hosts are judged where the connection is made, as a webhook's are. */
export type Connector = Readonly<{ openSource(address: SourceAddress): Promise<Source>; openTarget?(address: SourceAddress): Promise<Target> }>
export type Connectors = Readonly<Partial<Record<AddressKind, Connector>>>
