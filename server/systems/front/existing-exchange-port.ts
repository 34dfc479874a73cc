import type { OutsideRow } from '#primitives/registry'

/** An entry as the existing platform lists it. What it says is judged field by field when it is harvested, so only its id and whether it is gone are sure here. */
export type ListedEntry = Readonly<{ id: string; gone: boolean; said: Readonly<Record<string, unknown>> }>
export type EntryPage = Readonly<{ entries: readonly ListedEntry[]; /** The cursor after the last of them; null = this was the last page. */ next: string | null }>

/** The exchange that a city already has 既有共享平台: its catalogue in pages, and the rows of an entry by one key. Both only read, so both may be repeated. Throws where it is out, or where what it sends is of no shape. */
export type ExistingExchange = Readonly<{
  name: string
  catalogue(after: string | null): Promise<EntryPage>
  /** The rows by value of the key; a value that has none is not in it. Only the fields named are asked for, and others that come all the same are dropped. More than `most` of one value are not taken. */
  rows(entry: string, key: Readonly<{ field: string; values: readonly string[] }>, fields: readonly string[], most: number): Promise<ReadonlyMap<string, readonly OutsideRow[] | 'too many'>>
}>
