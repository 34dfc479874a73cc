import type { SourceColumn } from '../source-port.ts'
import type { Drift } from '../tables.ts'

type Contract = Readonly<{ field: string; required: boolean; key: boolean }>

/** The column of the source that holds a field. */
export const columnOf = (mapping: Readonly<Record<string, string>>, field: string): string => mapping[field] ?? field
/** Without these no row can be good. */
export const needed = ({ required, key }: Contract): boolean => required || key

/** What differs between a source's columns and the contract, apart from what somebody accepted; null = nothing. 结构漂移 */
export function driftOf(fields: readonly Contract[], mapping: Readonly<Record<string, string>>, columns: readonly SourceColumn[], accepted: readonly SourceColumn[] | null): Drift | null {
  const here = new Map(columns.map(({ name, type }) => [name, type]))
  const before = new Map((accepted ?? []).map(({ name, type }) => [name, type]))
  const held = new Map(fields.map((one) => [columnOf(mapping, one.field), one]))
  const extra = columns.filter(({ name }) => !held.has(name) && !before.has(name))
  const missing = [...held].filter(([name, field]) => !here.has(name) && (accepted === null || before.has(name) || needed(field))).map(([, { field }]) => field)
  const retyped = columns.flatMap(({ name, type }) => { const was = before.get(name); return held.has(name) && was !== undefined && was !== type ? [{ name, was, is: type }] : [] })
  return extra.length + missing.length + retyped.length === 0 ? null : { extra, missing, retyped, columns }
}
