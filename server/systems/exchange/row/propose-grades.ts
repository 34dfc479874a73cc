import type { LandedRows } from '../contract.ts'
import { gradeColumn } from '../detector/grade-column.ts'
import type { ExchangeTables } from '../tables.ts'
import type { Row } from './grant-in-force.ts'

/** So many rows say what a column holds. */
export const SAMPLE = 2000

/** Fields whose values look more personal than the catalogue says: a person regrades, the machine only proposes. 分级建议 */
export const proposeGrades = ({ fields }: Pick<ExchangeTables['exchange.resource'], 'fields'>, rows: readonly Row[]): LandedRows['proposals'] =>
  fields.flatMap(({ field, name, grade: declared }) => {
    const found = gradeColumn(name, rows.map((row) => (row[field] === null || row[field] === undefined ? null : String(row[field]))))
    return found.kind !== null && found.grade > declared ? [{ field, name, kind: found.kind, grade: found.grade, declared, share: found.share }] : []
  })
