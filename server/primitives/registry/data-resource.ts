import type { Deed } from '#base/deed'

export type KeptValue = string | number | boolean | null
/** One row of a resource, and since when it has been as it is. */
export type KeptRow = Readonly<{ at: Date; values: Readonly<Record<string, KeptValue>> }>

/** Facts that a home keeps itself and answers for one key at a time; days and decimals are the text that they are. 数据资源供给
 *  Whoever asks has judged grant, matter and quota, and leaves the leaf: `one` only reads, and only its owner's tables. */
export type DataResource = Readonly<{
  kind: 'resource'
  /** `home.what_it_is`; the entry of a city's catalogue names it. */
  id: string
  /** What it gives: its fields with their types, as an entry must have them. */
  contract: Readonly<Record<string, 'text' | 'integer' | 'decimal' | 'date' | 'datetime' | 'boolean' | 'code'>>
  /** By which of its fields it can be asked. */
  keys: readonly string[]
  one(deed: Deed, key: Readonly<{ field: string; value: string }>): Promise<readonly KeptRow[]>
  /** All of it page by page, in an order of its own; without this it is not given by page. `under`: only what is about this division path, null = all. `after` and `next` are its own words of letters, digits and _-. */
  page?(deed: Deed, asked: Readonly<{ under: string | null; after: string | null; limit: number }>): Promise<Readonly<{ rows: readonly KeptRow[]; next: string | null }>>
}>
