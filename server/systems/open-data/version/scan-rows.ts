import type { TableRow } from '#base/table-file'
import { detectText, gradeColumn, gradeOf, type PersonalKind } from '#systems/exchange'

/** Personal data in a column: what, how many rows of how many looked at; no value. */
export type Finding = Readonly<{ column: string; kind: PersonalKind; grade: number; rows: number; of: number; doubtful: boolean }>
export type Scan = Readonly<{ see(rows: readonly TableRow[]): void; findings(headings: readonly string[]): Finding[] }>

/** Numbers that prove themselves are looked for in every cell; below this length there is none. */
const SUSPECT = /(?<![0-9])1[3-9][0-9]{9}(?![0-9])|[0-9]{15}|[0-9]{5}[A-Za-z]|@/
const SHORTEST = 11
/** A column that holds so many is refused anyway. */
const ENOUGH = 1000
/** Names, addresses and the like need a look at the whole column: so many rows of it, spread evenly over the file. */
const SAMPLE = 2000
/** Kinds without a check digit: where so few rows hold one, it may be a word that looks like it, and a person may say so. */
const GUESSED = new Set<PersonalKind>(['name', 'address', 'birth_date', 'landline'])
const FEW = 0.05
const doubtful = (kind: PersonalKind, rows: number, of: number): boolean => GUESSED.has(kind) && rows < Math.max(2, of * FEW)
/** Grade of what the state itself publishes. */
const OPEN = 1

/** A slice would hold on to all the text around it. */
const ownCopy = (text: string): string => Buffer.from(text).toString()

/** Looks for personal data while a table goes by: every cell for numbers, a spread sample of rows for all else. 个人信息扫描 */
export function scanRows(width: number): Scan {
  const counts = Array.from({ length: width }, () => new Map<PersonalKind, number>())
  const full = new Set<number>()
  let [sample, stride, seen] = [[] as (readonly string[])[], 1, 0]
  const look = (cells: readonly string[]): void => {
    for (let at = 0; at < width; at++) {
      const cell = cells[at]!
      if (cell.length < SHORTEST || full.has(at) || !SUSPECT.test(cell)) continue
      const kinds = new Set(detectText(cell).filter(({ kind, confidence }) => gradeOf[kind] > OPEN && confidence >= 0.7).map(({ kind }) => kind))
      for (const kind of kinds) {
        const count = (counts[at]!.get(kind) ?? 0) + 1
        counts[at]!.set(kind, count)
        if (count >= ENOUGH) full.add(at)
      }
    }
  }
  return {
    see(rows) {
      for (const { cells } of rows) {
        look(cells)
        if (seen++ % stride === 0) sample.push(cells.map(ownCopy))
        if (sample.length > SAMPLE * 2) [sample, stride] = [sample.filter((_, at) => at % 2 === 0), stride * 2]
      }
    },
    findings: (headings) => headings.flatMap((column, at): Finding[] => {
      const proven = [...counts[at]!].map(([kind, rows]): Finding => ({ column, kind, grade: gradeOf[kind], rows, of: seen, doubtful: doubtful(kind, rows, seen) }))
      const { kind, grade, share, why } = gradeColumn(column, sample.map((cells) => cells[at]!))
      if (grade <= OPEN || kind === null || why === 'no_values' || proven.some((one) => one.kind === kind)) return proven
      const values = sample.filter((cells) => cells[at] !== '').length
      const rows = Math.max(1, Math.round(share * values))
      return [...proven, { column, kind, grade, rows, of: values, doubtful: doubtful(kind, rows, values) && why === 'inside_text' }]
    }),
  }
}
