import { invalid } from '#base/errors'
import { openTable } from '#base/table-file'
import type { SheetHeadings } from './contract.ts'

const MOST = 200
const LONGEST = 60

/** The headings of a form as it would be sent: Excel or CSV, in any encoding; what stands in the rows is not read. 读表头 */
export async function readHeadings(bytes: Buffer): Promise<SheetHeadings> {
  const table = await openTable(bytes)
  await table.close()
  const blank = new Set(table.headingFaults.filter(({ code }) => code === 'empty_heading').map(({ column }) => column))
  const columns = table.headings.filter((heading) => !blank.has(heading))
  if (columns.length === 0) throw invalid('base.no_headings')
  if (columns.length > MOST) throw invalid('one_form.too_many_columns', { most: MOST, columns: columns.length })
  const long = columns.findIndex((heading) => heading.length > LONGEST)
  if (long !== -1) throw invalid('one_form.heading_too_long', { column: long + 1, most: LONGEST, heading: `${columns[long]!.slice(0, 20)}…` })
  return { columns }
}
