import type { Deed } from '#base/deed'
import type { KeptValue } from './data-resource.ts'

type Type = 'text' | 'integer' | 'decimal' | 'date' | 'datetime' | 'boolean' | 'code'
/** What the outside lists under one id, as it was read last. `unitId`: the unit here that it is of, null = not known; `whole`: nothing in it was unreadable; `hash`: of all that it says. */
export type OutsideEntry = Readonly<{
  id: string; name: string; unitId: string | null; share: 'unconditional' | 'conditional' | 'closed'; whole: boolean
  fields: readonly Readonly<{ name: string; field: string; type: Type }>[]; hash: string; readAt: Date; goneAt: Date | null
}>
/** A row as it was sent: cells not yet read by the entry's contract. */
export type OutsideRow = Readonly<Record<string, KeptValue>>

/** The catalogue of a platform outside, whose entries may be drawn from and whose rows are asked live. There is one in a city at most. 外部目录供给
 *  Whoever asks has judged grant, matter and quota, and leaves the leaf. */
export type OutsideCatalogue = Readonly<{
  kind: 'outside'
  /** `home.what_it_is`. */
  id: string
  /** What the platform is called; null = the city has none. */
  name(): string | null
  entries(deed: Deed, ids: readonly string[]): Promise<ReadonlyMap<string, OutsideEntry>>
  /** When its catalogue was last read to the end. */
  readAt(deed: Deed): Promise<Date | null>
  /** The rows by value of the key, asked outside: never within a transaction. A value that has none is not in it; more than `most` of one value are not taken. Throws where the platform is out or answers nonsense. */
  rows(entry: string, key: Readonly<{ field: string; values: readonly string[] }>, fields: readonly string[], most: number): Promise<ReadonlyMap<string, readonly OutsideRow[] | 'too many'>>
}>
