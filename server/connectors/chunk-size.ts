import type { TextRow } from '#systems/transfer'

const MOST_ROWS = 5000
const MOST_BYTES = 8 * 1024 ** 2

export const bytesOf = (rows: readonly TextRow[]): number => {
  let bytes = 0
  for (const row of rows) for (const cell of row) if (cell !== null) bytes += Buffer.byteLength(cell)
  return bytes
}

/** How many rows to ask for next, so that a chunk has at most 5,000 rows and about 8 MB however wide they are. 每批行数 */
export function chunkSize(): { rows(): number; saw(rows: number, bytes: number): void } {
  let next = 500
  return {
    rows: () => next,
    saw(rows, bytes) {
      if (rows > 0) next = Math.max(1, Math.min(MOST_ROWS, next * 4, Math.floor(MOST_BYTES / (bytes / rows + 1))))
    },
  }
}
