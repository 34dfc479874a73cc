import { sql } from 'kysely'
import { copyInto } from '#base/database'
import type { Deed } from '#base/deed'
import { trimmed } from '#base/table-file/blanks'
import { exchange } from '../tables.ts'

/** A row as text, with the line that tells where it stood. */
export type SentRow = Readonly<{ line: number; cells: readonly (string | null)[] }>
const PIECE = 65_536

/** Brings rows as text into a table that nobody else sees and that ends with the transaction: columns c0, c1 … How many. 暂存 */
export async function stageRows(deed: Deed, columns: number, rows: Iterable<SentRow>): Promise<number> {
  const names = Array.from({ length: columns }, (_, at) => `c${at}`)
  await sql.raw(`set local work_mem = '64MB'`).execute(exchange(deed.tx))
  await sql.raw('drop table if exists pg_temp.staged').execute(exchange(deed.tx))
  await sql.raw(`create temporary table staged (line bigint, ${names.map((name) => `${name} text`).join(', ')}) on commit drop`).execute(exchange(deed.tx))
  let count = 0
  const counted = function* (): Generator<SentRow> { for (const row of rows) { count += 1; yield row } }
  await copyInto(deed.tx, 'copy pg_temp.staged from stdin', pieces(counted()))
  return count
}

function* pieces(rows: Iterable<SentRow>): Generator<string> {
  let piece = ''
  for (const { line, cells } of rows) {
    piece += `${line}`
    for (const cell of cells) piece += `\t${cell === null ? '\\N' : staged(cell)}`
    piece += '\n'
    if (piece.length > PIECE) { yield piece; piece = '' }
  }
  if (piece !== '') yield piece
}

// eslint-disable-next-line no-control-regex
const SPECIAL = /[\\\t\n\r]/g, SOME = /[\\\t\n\r\0]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Blank is nothing; a sign that no text in the database can hold is a fault of the cell. */
function staged(cell: string): string {
  const text = trimmed(cell)
  if (text === '') return '\\N'
  if (!SOME.test(text)) return text
  if (text.includes('\0')) return '\u0001bad_text'
  return text.replace(SPECIAL, (sign) => escapes[sign]!)
}
