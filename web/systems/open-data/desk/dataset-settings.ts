import type { Static } from 'typebox'
import type { ChangeDataset, Licences as LicencesShape } from '#contracts/open-data'

export type Licences = Static<typeof LicencesShape>
export const cycles = ['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'once'] as const
export const columnTypes = ['integer', 'decimal', 'date', 'datetime', 'boolean', 'text'] as const
export type ColumnSetting = ChangeDataset['columns'][number]

export const emptySettings: ChangeDataset = { title: '', summary: '', theme: '', tags: [], cycle: 'monthly', licence: '', scope: '', grade: 1, aboutPeople: false, quasi: [], columns: [] }

/** Tags as people type them: between any commas, semicolons or blanks. */
export const tagsOf = (typed: string): string[] => [...new Set(typed.split(/[、，,;；\s]+/).filter(tag => tag !== '').map(tag => tag.slice(0, 20)))].slice(0, 20)

/** What is said of one column, over what was said before; what says nothing is not kept (字段设置). */
export const withColumn = (columns: readonly ColumnSetting[], heading: string, changes: Omit<ColumnSetting, 'heading'>): ColumnSetting[] => {
  const next: ColumnSetting = { ...columns.find(one => one.heading === heading), ...changes, heading }
  const says = Object.entries(next).some(([name, value]) => name !== 'heading' && value !== undefined && value !== '' && value !== false)
  return [...columns.filter(one => one.heading !== heading), ...says ? [next] : []]
}
