/** A fault of one cell before the columns have names: `at` is its place from 0, or -1 for the row as a whole. */
export type RawFault = Readonly<{ at: number; code: string; value: string }>
/** A row as its file holds it, not yet trimmed. `line` is what an editor or Excel shows beside it. */
export type RawRow = {
  readonly line: number
  readonly cells: string[]
  faults?: RawFault[]
  /** How many cells got their value only because they are merged with another. */
  filled?: number
  /** How many rows its tallest merged cell covers. */
  tall?: number
}
