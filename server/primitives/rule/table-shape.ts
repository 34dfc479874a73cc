import type { Limit } from './deadline.ts'

export type Source = { title: string; channel: 'official' | 'press' | 'mirror' | 'platform'; since: string; url?: string }
export type Plain = string | number | boolean
/** A closed unary test: equal, one of, range, within a division, unknown. A cell sees its own column's input and nothing else. */
export type Cell = Plain | readonly Plain[] | { from?: number | string; above?: number | string; to?: number | string; below?: number | string } | { within: string | readonly string[] } | { unknown: true }
export type Input = { name: string; type: 'text' | 'number' | 'boolean' | 'date' | 'division'; values?: readonly string[]; labels?: Record<string, string> }
export type Output = { name: string; type: 'text' | 'number' | 'boolean' | 'texts' | 'limit'; optional?: boolean }
export type Outcome = Record<string, Plain | readonly string[] | Limit>
export type Row = { row: number; when: Record<string, Cell>; then: Outcome; because: string; source?: Source }
export type Given = Record<string, Plain | null | undefined>
export type Example = { name?: string; given: Given; expect: { row?: number; then?: Outcome; unknown?: readonly string[]; none?: true } }

/** A decision table as it is written. 规则表 */
export type RuleTable = {
  table: string; name: string; source: Source; effective_from: string; effective_to?: string
  inputs: Record<string, Input>; outcome: Record<string, Output>; rows: readonly Row[]; examples: readonly Example[]
}
