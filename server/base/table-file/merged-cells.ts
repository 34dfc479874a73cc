import { invalid } from '../errors.ts'

/** A block of cells that look like one; rows and columns from 1. */
export type Merge = Readonly<{ top: number; left: number; bottom: number; right: number }>

export const columnNumber = (letters: string): number => [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)

const MOST_MERGES = 1_000_000
const MOST_COLUMNS = 16_384
const MERGE = /mergeCell [^>]*?ref=["']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)["']/g

/** A sheet names its merged cells after all its rows, so they are found by running through it once before. In text, `<` is escaped: nothing else can look like one. */
export async function findMerges(parts: AsyncIterable<Buffer>): Promise<Merge[]> {
  const merges: Merge[] = []
  let cut = '' // the beginning of a tag that goes on in the next part
  for await (const part of parts) {
    const text = cut + part.toString('latin1')
    if (text.includes('mergeCell ')) {
      for (const [, left, top, right, bottom] of text.matchAll(MERGE)) merges.push({ top: Number(top), left: columnNumber(left!), bottom: Number(bottom), right: columnNumber(right!) })
    }
    const opened = text.lastIndexOf('<')
    cut = opened === -1 || text.includes('>', opened) ? '' : text.slice(opened)
    if (cut.length > 100_000) throw invalid('base.not_a_workbook')
    if (merges.length > MOST_MERGES) throw invalid('base.too_large')
  }
  return merges.toSorted((a, b) => a.top - b.top)
}

/**
 * Gives every cell of a merged block the value of its first, as a person reads it: a district merged over five rows stands in each of the five.
 * Rows come in order; a block is forgotten below its last row.
 */
export function mergeFiller(merges: readonly Merge[]): (line: number, cells: string[]) => { filled: number; tall: number } {
  let [next, widest] = [0, 1]
  let active: { merge: Merge; value: string }[] = []
  return (line, cells) => {
    widest = Math.max(widest, cells.length)
    let [filled, tall] = [0, 1]
    active = active.filter(({ merge }) => merge.bottom >= line)
    for (; next < merges.length && merges[next]!.top <= line; next++) {
      const merge = merges[next]!
      if (merge.bottom < line) continue
      // a block whose first row is not stored has no value
      active.push({ merge, value: merge.top === line ? (cells[merge.left - 1] ?? '') : '' })
      if (merge.top === line) tall = Math.max(tall, merge.bottom - merge.top + 1)
    }
    if (active.length > MOST_COLUMNS) throw invalid('base.not_a_workbook') // blocks beside one another cannot be more
    for (const { merge, value } of active) {
      if (value === '') continue
      for (let column = merge.left; column <= Math.min(merge.right, widest); column++) {
        while (cells.length < column) cells.push('')
        if (cells[column - 1] !== '') continue
        cells[column - 1] = value
        filled++
      }
    }
    return { filled, tall }
  }
}
