import { invalid } from '#base/errors'
import type { Column, SheetFault, SheetRow } from '#base/spreadsheet'
import { openTable } from '#base/table-file'

/** Rows whose cells can be judged, and what was wrong with the others already in the file: a ragged row, broken signs. */
export type SentTable = Readonly<{ rows: SheetRow[]; faults: SheetFault[] }>

const same = (heading: string): string => heading.normalize('NFKC').replaceAll(/\s/g, '')

/** Reads what a department sends, CSV in any encoding or Excel, by the headings of the columns that are expected; others are passed over. 读上传的表 */
export async function readSentTable(bytes: Buffer, columns: readonly Column[], most: number): Promise<SentTable> {
  const table = await openTable(bytes)
  const places = new Map(table.headings.map((heading, at) => [same(heading), at]))
  const placeOf = (column: Column): number | undefined => places.get(same(column.heading))
  const missing = columns.filter((column) => column.required && placeOf(column) === undefined).map((column) => column.heading)
  if (missing.length > 0) {
    await table.close()
    throw invalid('base.headings_missing', { headings: missing.join('、') })
  }
  const [rows, faults]: [SheetRow[], SheetFault[]] = [[], []]
  for await (const batch of table.batches)
    for (const { line, cells, faults: wrong } of batch) {
      if (rows.length + faults.length >= most) throw invalid('base.too_many_rows', { limit: most, rows: table.tally.rows }) // leaving the loop closes the file
      if (wrong.length > 0) faults.push(...wrong.slice(0, 1))
      else rows.push({ line, cells: Object.fromEntries(columns.map((column) => [column.field, cells[placeOf(column) ?? -1] ?? ''])) })
    }
  return { rows, faults }
}
