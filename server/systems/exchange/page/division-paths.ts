import type { Deed } from '#base/deed'
import { findDivision } from '#primitives/place'
import type { ResourceField } from '../contract.ts'

type Fields = readonly Pick<ResourceField, 'field' | 'division'>[]

/** Codes of twelve digits name a district by zeros behind its six. */
const shorter = (code: string): string[] => [code, code.replace(/000$/, ''), code.replace(/0{6}$/, '')].filter((one, at, all) => all.indexOf(one) === at)

/** Of each row the path of the division that it is about, the narrowest where it names several; null where it names none that is known. 行所属区划 */
export async function divisionPaths(deed: Deed, fields: Fields, rows: readonly Readonly<Record<string, unknown>>[]): Promise<(string | null)[]> {
  const declared = fields.filter(({ division }) => division).map(({ field }) => field)
  if (declared.length === 0) return rows.map(() => null)
  const known = new Map<string, string | null>()
  for (const code of new Set(rows.flatMap((row) => declared.map((field) => String(row[field] ?? ''))))) {
    let path: string | null = null
    for (const one of code === '' ? [] : shorter(code)) path ??= (await findDivision(deed, one))?.path ?? null
    known.set(code, path)
  }
  return rows.map((row) => declared.map((field) => known.get(String(row[field] ?? '')) ?? null).filter((path) => path !== null).toSorted((a, b) => b.length - a.length)[0] ?? null)
}
