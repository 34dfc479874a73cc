import { tables } from '#base/database'
import type { CalendarData, Override } from './calendar.ts'
import type { RuleTable } from './table-shape.ts'

type TableVersionTable = {
  /** Name of the table, as decide() calls it. */
  table_name: string
  /** 1, 2, 3 … for each table. */
  version: number
  /** Of the content: the process keeps compiled tables by it. */
  hash: string
  /** The table as it was written, with rows, sources and examples. */
  content: RuleTable
  /** First day on which it holds. */
  effective_from: string
  /** Last day on which it holds; null = until a later version begins. */
  effective_to: string | null
  /** Whether it came from the city's folder or was edited at the desk; the folder never overwrites the desk. */
  origin: 'folder' | 'desk'
  /** When it was published. */
  published_at: Date
  /** Who published it. */
  published_by: string
}
type FolderConflictTable = {
  /** Name of the table. */
  table_name: string
  /** The file. */
  path: string
  /** What the file says. */
  content: RuleTable
  /** When the difference was found. */
  found_at: Date
}
type CalendarTable = {
  /** Hash of zone, hours and days. */
  version: string
  /** Zone, working hours, holidays and make-up working days. */
  data: CalendarData
  /** Last day whose holidays are published; a deadline after it is provisional. */
  published_to: string
  /** From when it is the calendar; the latest one holds. */
  since: Date
}
type CalendarSourceTable = {
  /** The file. */
  path: string
  /** What it says. */
  content: CalendarFile
}
export type CalendarFile = { published: readonly { year: number }[]; overrides: readonly Override[] }

type TableDraftTable = {
  /** Name of the table. */
  table_name: string
  /** What it would say. */
  content: RuleTable
  /** Who wrote it, and may not approve it. */
  written_by: string
  /** When. */
  written_at: Date
}

export type RuleTables = {
  /** Every working calendar that ever held, whole: a deadline names its version and can be explained for ever. */
  'rule.calendar': CalendarTable
  /** Days the city changed, and years it lists as published, from calendar/*.yaml. */
  'rule.calendar_source': CalendarSourceTable
  /** Tables that changed in the city's folder after they were edited at the desk; someone must choose. */
  'rule.folder_conflict': FolderConflictTable
  /** A table as somebody wants it; another one approves it, and then it is a version. */
  'rule.table_draft': TableDraftTable
  /** Every published version of every decision table; a version is never changed. */
  'rule.table_version': TableVersionTable
}
export const rule = tables<RuleTables>()
