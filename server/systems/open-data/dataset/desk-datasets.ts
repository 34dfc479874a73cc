import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { DeskDataset, DeskDatasets } from '../contract.ts'
import { findOpenRows } from '../row/find-open-rows.ts'
import { openData } from '../tables.ts'
import { judgeGate } from '../version/judge-gate.ts'
import { shownDraft } from '../version/shown-draft.ts'
import { draftOf, requireOwnDataset, type DatasetTable, type VersionTable } from './require-dataset.ts'
import { versionLines } from './show-dataset.ts'

type Draft = Pick<VersionTable, 'rows' | 'rejected' | 'loaded_at' | 'signed_at'>

/** What one's unit opens or is going to; all of them for the authority. 本单位的数据集 */
export async function findDeskDatasets(deed: Deed, { limit = 50, after }: { limit?: number; after?: string }): Promise<DeskDatasets> {
  let query = openData(deed.tx).selectFrom('open_data.dataset').selectAll().orderBy('name').limit(limit + 1)
  if (!may(deed.actor, 'open_data.dataset.read_all')) query = query.where('unit_id', '=', deed.actor.departmentId ?? '')
  if (after !== undefined) query = query.where('name', '>', after)
  const rows = await query.execute()
  return { items: await deskRows(deed, rows.slice(0, limit)), next: rows.length > limit ? rows[limit - 1]!.name : null }
}

async function deskRows(deed: Deed, rows: readonly DatasetTable[]): Promise<DeskDatasets['items']> {
  if (rows.length === 0) return []
  const drafts = new Map((await openData(deed.tx).selectFrom('open_data.version').select(['dataset_id', 'rows', 'rejected', 'loaded_at', 'signed_at']).where('number', 'is', null).where('dataset_id', 'in', rows.map(({ id }) => id)).execute()).map((one): [string, Draft] => [one.dataset_id, one]))
  const waiting = new Map((await openData(deed.tx).selectFrom('open_data.feedback').select(['dataset_id', sql<number>`count(*)::int`.as('n')]).where('answered_at', 'is', null).where('dataset_id', 'in', rows.map(({ id }) => id)).groupBy('dataset_id').execute()).map((one) => [one.dataset_id, one.n]))
  const units = await findUnits(deed, rows.map(({ unit_id }) => unit_id))
  return rows.map((row) => {
    const draft = drafts.get(row.id)
    return {
      name: row.name, title: row.title, unit: { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, version: row.version, publishedAt: row.renewed_at?.toISOString() ?? null, withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      draft: draft ? { rows: draft.rows, rejected: draft.rejected, loadedAt: draft.loaded_at.toISOString(), signedAt: draft.signed_at?.toISOString() ?? null } : null, openFeedback: waiting.get(row.id) ?? 0,
    }
  })
}

/** One dataset at the desk: what is said of it, the draft with what the gate says, a look at its rows, and how it is used. 数据集与开放审查 */
export async function showDeskDataset(deed: Deed, name: string): Promise<DeskDataset> {
  const dataset = await requireOwnDataset(deed, name, { all: true })
  const own = dataset.unit_id === deed.actor.departmentId
  const draft = await draftOf(deed, dataset.id)
  const can = (what: string): boolean => may(deed.actor, `open_data.dataset.${what}`)
  const preview = draft?.kept && own ? (await findOpenRows(deed, draft, { limit: 20 })).rows.map(({ cells }) => cells) : []
  return {
    row: (await deskRows(deed, [dataset]))[0]!, settings: settingsOf(dataset), draft: draft ? shownDraft(draft, own) : null, gate: draft ? await judgeGate(deed, dataset, draft) : null, versions: await versionLines(deed, dataset.id), preview,
    withdrawn: dataset.withdrawn_at ? { at: dataset.withdrawn_at.toISOString(), reason: dataset.withdrawn_reason! } : null, uses: await usesOf(deed, dataset.id),
    may: { prepare: own && can('prepare'), sign: own && can('sign'), publish: own && can('publish'), withdraw: can('withdraw') },
  }
}

const settingsOf = (row: DatasetTable): DeskDataset['settings'] => ({
  title: row.title, summary: row.summary, theme: row.theme, tags: row.tags, cycle: row.cycle, licence: row.licence, scope: row.scope, ...(row.resource_code === null ? {} : { resource: row.resource_code }), grade: row.grade, aboutPeople: row.about_people, quasi: row.quasi, columns: row.columns,
})

async function usesOf(deed: Deed, id: string): Promise<DeskDataset['uses']> {
  const { rows } = await sql<{ day: string; downloads: number; calls: number; views: number }>`
    select on_day as day, coalesce(sum(uses) filter (where way not in ('api', 'view')), 0)::int as downloads, coalesce(sum(uses) filter (where way = 'api'), 0)::int as calls, coalesce(sum(uses) filter (where way = 'view'), 0)::int as views
    from open_data.use where dataset_id = ${id} group by on_day order by on_day desc limit 31`.execute(openData(deed.tx))
  return rows
}
