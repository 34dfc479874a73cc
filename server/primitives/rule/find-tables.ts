import { stringify } from 'yaml'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { rule, type RuleTables } from './tables.ts'

type VersionRow = RuleTables['rule.table_version']
const summary = (row: VersionRow, conflict: boolean) => ({
  table: row.table_name, name: row.content.name, version: row.version, rows: row.content.rows.length, effectiveFrom: row.effective_from, effectiveTo: row.effective_to,
  origin: row.origin, publishedAt: row.published_at.toISOString(), publishedBy: row.published_by, conflict,
})

const conflicts = async (deed: Deed): Promise<Set<string>> =>
  new Set((await rule(deed.tx).selectFrom('rule.folder_conflict').select('table_name').execute()).map((row) => row.table_name))

/** The latest version of every decision table, and whether the folder says something else. 规则表列表 */
export async function findTables(deed: Deed) {
  const rows = await rule(deed.tx).selectFrom('rule.table_version').selectAll().distinctOn('table_name').orderBy('table_name').orderBy('version', 'desc').limit(500).execute()
  const differing = await conflicts(deed)
  return rows.map((row) => summary(row, differing.has(row.table_name)))
}

/** One table as text, with all its versions. 规则表 */
export async function showTable(deed: Deed, table: string) {
  const rows = await rule(deed.tx).selectFrom('rule.table_version').selectAll().where('table_name', '=', table).orderBy('version', 'desc').limit(500).execute()
  const draft = await rule(deed.tx).selectFrom('rule.table_draft').selectAll().where('table_name', '=', table).executeTakeFirst()
  if (rows.length === 0) throw notFound('rule.table_unknown', { table })
  const differs = (await conflicts(deed)).has(table)
  return { summary: summary(rows[0]!, differs), yaml: stringify(rows[0]!.content, { lineWidth: 150 }), versions: rows.map((row) => summary(row, false)),
    draft: draft ? { yaml: stringify(draft.content, { lineWidth: 150 }), writtenAt: draft.written_at.toISOString(), writtenBy: draft.written_by } : null }
}
