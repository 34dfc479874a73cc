import { copyInto } from '#base/database'
import type { Deed } from '#base/deed'
import { castCell, type TableRow } from '#base/table-file'
import type { Fault } from '../tables.ts'
import type { TakenColumn } from './open-columns.ts'

/** So many rejected rows are told one by one; all are counted. */
const TOLD = 500
export type Brought = { rows: number; rejected: number; faults: Fault[] }

/** Brings the rows of a file in by COPY, each cell in the form of its column's type; a row with a cell that means nothing there stays out and is told. All of it or, when anything breaks, nothing. 装载 */
export async function copyRows(deed: Deed, versionId: string, taken: readonly TakenColumn[], batches: AsyncIterable<readonly TableRow[]>): Promise<Brought> {
  const brought: Brought = { rows: 0, rejected: 0, faults: [] }
  await copyInto(deed.tx, 'copy open_data.row (version_id, n, cells) from stdin', lines(versionId, taken, batches, brought))
  return brought
}

async function* lines(versionId: string, taken: readonly TakenColumn[], batches: AsyncIterable<readonly TableRow[]>, brought: Brought): AsyncGenerator<string> {
  for await (const rows of batches) {
    let text = ''
    for (const row of rows) {
      const line = row.faults.length > 0 ? row.faults : lineOf(row, taken)
      if (typeof line === 'string') text += `${versionId}\t${++brought.rows}\t{${line}}\n`
      else {
        brought.rejected += 1
        if (brought.faults.length < TOLD) brought.faults.push(...line.slice(0, 3).map(({ code, column, line: at, value }) => ({ line: at, column, code, value: value.slice(0, 60) })))
      }
    }
    if (text !== '') yield text
  }
}

// ASCII control characters have no place in public data, and PostgreSQL would not take the first of them
const AWKWARD = /["\\\n\r\t]/
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/ // eslint-disable-line no-control-regex

/** The cells as the inside of an array in COPY's text format, or what is wrong with them. */
function lineOf({ line, cells }: TableRow, taken: readonly TakenColumn[]): string | Fault[] {
  let text = ''
  let faults: Fault[] | undefined
  for (let i = 0; i < taken.length; i++) {
    const { at, column } = taken[i]!
    let cell = cells[at]!
    if (cell !== '' && column.type !== 'text') {
      const cast = castCell(column.type, cell)
      if ('code' in cast) { (faults ??= []).push({ line, column: column.heading, code: cast.code, value: cell }); continue }
      cell = cast.value ?? ''
    } else if (NO_TEXT.test(cell)) { (faults ??= []).push({ line, column: column.heading, code: 'unreadable_text', value: '' }); continue }
    text += `${i === 0 ? '' : ','}${cell === '' ? 'NULL' : `"${AWKWARD.test(cell) ? escaped(cell) : cell}"`}`
  }
  return faults ?? text
}

/** For the array first, then for COPY. */
const escaped = (cell: string): string => cell.replaceAll(/["\\]/g, (sign) => `\\${sign}`).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
