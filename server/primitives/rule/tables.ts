import { tables } from '#base/database'
import type { CalendarData, Override } from './calendar.ts'
import type { RuleTable } from './table-shape.ts'

type TableVersionTable = {
  table_name: string; version: number; hash: string; content: RuleTable; effective_from: string; effective_to: string | null
  origin: 'folder' | 'desk'; published_at: Date; published_by: string
}
type FolderConflictTable = { table_name: string; path: string; content: RuleTable; found_at: Date }
type CalendarTable = { version: string; data: CalendarData; published_to: string; since: Date }
type CalendarSourceTable = { path: string; content: CalendarFile }
export type CalendarFile = { published: readonly { year: number }[]; overrides: readonly Override[] }

type TableDraftTable = { table_name: string; content: RuleTable; written_by: string; written_at: Date }

export type RuleTables = {
  'rule.table_draft': TableDraftTable
  'rule.table_version': TableVersionTable
  'rule.folder_conflict': FolderConflictTable
  'rule.calendar': CalendarTable
  'rule.calendar_source': CalendarSourceTable
}
export const rule = tables<RuleTables>()
