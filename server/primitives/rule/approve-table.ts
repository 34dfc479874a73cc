import type { Deed } from '#base/deed'
import { conflict, forbidden, unprocessable } from '#base/errors'
import { checkTable } from './check-table.ts'
import { publishTable } from './publish-table.ts'
import { rule } from './tables.ts'
import type { RuleTable } from './table-shape.ts'

/** Keeps a table as somebody wants it, after its checks and examples; the last draft counts. 起草规则表 */
export async function draftTable(deed: Deed, table: RuleTable): Promise<{ table: string; writtenAt: string }> {
  const faults = checkTable(table)
  if (faults.length > 0) throw unprocessable('rule.table_faulty', { table: table.table, faults: faults.slice(0, 50) })
  const row = { content: JSON.stringify(table) as unknown as RuleTable, written_by: deed.actor.id, written_at: deed.now }
  await rule(deed.tx).insertInto('rule.table_draft').values({ table_name: table.table, ...row }).onConflict((known) => known.column('table_name').doUpdateSet(row)).execute()
  return { table: table.table, writtenAt: deed.now.toISOString() }
}

/** Another than who wrote it makes it a version. 批准规则表 */
export async function approveTable(deed: Deed, table: string): Promise<{ table: string; version: number }> {
  const draft = await rule(deed.tx).deleteFrom('rule.table_draft').where('table_name', '=', table).returningAll().executeTakeFirst()
  if (!draft) throw conflict('rule.no_draft', { table })
  if (draft.written_by === deed.actor.id) throw forbidden('rule.own_draft')
  return publishTable(deed, draft.content, 'desk')
}
