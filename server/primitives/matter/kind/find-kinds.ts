import { stringify } from 'yaml'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { matter, type MatterTables } from '../tables.ts'

const summary = (row: MatterTables['matter.kind_version'], conflict: boolean, draft: boolean) => ({
  kind: row.kind, name: row.content.name, version: row.version, origin: row.origin, publishedAt: row.published_at.toISOString(), conflict, draft,
  states: Object.entries(row.content.states).map(([state, { name, public_name, final }]) => ({ state, name, publicName: public_name ?? name, final: final === true })),
  actions: Object.entries(row.content.actions).map(([action, { name, from, to }]) => ({ action, name, from: [...from], to: to ?? null })),
})

/** The latest version of every kind, with its states and actions: menus and filters are drawn from it. 事项类型 */
export async function findKinds(deed: Deed) {
  const rows = await matter(deed.tx).selectFrom('matter.kind_version').selectAll().distinctOn('kind').orderBy('kind').orderBy('version', 'desc').limit(200).execute()
  const conflicts = new Set((await matter(deed.tx).selectFrom('matter.folder_conflict').select('kind').execute()).map(({ kind }) => kind))
  const drafts = new Set((await matter(deed.tx).selectFrom('matter.kind_draft').select('kind').execute()).map(({ kind }) => kind))
  return rows.map((row) => summary(row, conflicts.has(row.kind), drafts.has(row.kind)))
}

/** One kind as text, and its draft. 事项类型原文 */
export async function showKind(deed: Deed, kind: string) {
  const row = await matter(deed.tx).selectFrom('matter.kind_version').selectAll().where('kind', '=', kind).orderBy('version', 'desc').limit(1).executeTakeFirst()
  const draft = await matter(deed.tx).selectFrom('matter.kind_draft').selectAll().where('kind', '=', kind).executeTakeFirst()
  if (!row) throw notFound('matter.kind_unknown', { kind })
  const yaml = (content: object) => stringify(content, { lineWidth: 150 })
  return { summary: summary(row, false, draft !== undefined), yaml: yaml(row.content), draft: draft ? { yaml: yaml(draft.content), writtenAt: draft.written_at.toISOString(), writtenBy: draft.written_by } : null }
}
