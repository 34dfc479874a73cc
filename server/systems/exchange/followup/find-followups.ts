import { may, type Deed } from '#base/deed'
import { findMatters, matterTrace, mayDo, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { Followup, FollowupFilter, FollowupRow, Followups } from '../contract.ts'
import { exchange } from '../tables.ts'
import { useRules } from '../withholding/use-rules.ts'
import { followupPermissionOf } from './followup-steps.ts'
import { followupKinds } from './open-followup.ts'
import { requireFollowup, seesAll } from './require-followup.ts'

/** What one's unit has to do or to wait for after grants and refusals, or all of it for the authority; what is late on top. 授权后续列表 */
export async function findFollowups(deed: Deed, { kind, open, limit, after }: FollowupFilter): Promise<Followups> {
  const unit = deed.actor.departmentId ?? ''
  let rows = exchange(deed.tx).selectFrom('exchange.followup').select('id')
  if (!seesAll(deed)) rows = rows.where((is) => is.or([is('unit_id', '=', unit), is.and([is('source_id', '=', unit), is('kind', '<>', 'withholding')])]))
  if (kind !== undefined) rows = rows.where('kind', '=', kind)
  const page = await findMatters(deed, { kinds: kind === undefined ? Object.values(followupKinds) : [followupKinds[kind]], among: rows, open }, { limit, after, sort: 'due' })
  return { items: await followupRows(deed, page.items), next: page.next }
}

async function followupRows(deed: Deed, matters: readonly ListedMatter[]): Promise<FollowupRow[]> {
  if (matters.length === 0) return []
  const found = await exchange(deed.tx).selectFrom('exchange.followup as f').innerJoin('exchange.resource as r', 'r.code', 'f.resource_code').selectAll('f').select('r.name').where('f.id', 'in', matters.map(({ id }) => id)).execute()
  const rows = new Map(found.map((row) => [row.id, row]))
  const about = new Map((await findMatters(deed, { ids: found.map((row) => row.request_id ?? row.correction_id!) }, { limit: 1000 })).items.map((matter) => [matter.id, matter.number]))
  const units = await findUnits(deed, found.flatMap((row) => [row.source_id, row.unit_id]))
  const named = (id: string) => ({ id, name: units.get(id)?.name ?? id })
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    const behind = row.request_id ?? row.correction_id!
    return {
      id: row.id, kind: row.kind, number: matter.number, state: matter.state, stateName: matter.stateName, final: matter.final, version: matter.version, overdue: matter.overdue, resource: { code: row.resource_code, name: row.name }, unit: named(row.unit_id), source: named(row.source_id),
      about: { id: behind, number: about.get(behind) ?? '', correction: row.correction_id !== null }, way: row.way, words: row.words, outcome: row.outcome, openedAt: row.opened_at.toISOString(), stateDueAt: matter.stateDueAt?.toISOString() ?? null,
    }
  })
}

async function withholdingOf(deed: Deed, { id, kind }: { id: string; kind: string }): Promise<Followup['withholding']> {
  if (kind !== 'withholding') return null
  const asked = await exchange(deed.tx).selectFrom('exchange.withholding').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const basis = (await useRules(deed)).withholding.bases.find((one) => one.code === asked.basis)
  return { matter: asked.matter, basis: basis?.name ?? asked.basis, article: basis?.article ?? '', untilOn: asked.until_on, uses: asked.uses }
}

/** One of them with every step, and what the reader may do now. 后续事项详情 */
export async function showFollowup(deed: Deed, id: string): Promise<Followup> {
  const row = await requireFollowup(deed, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const steps = (await mayDo(deed, id)).filter(({ action }) => may(deed.actor, followupPermissionOf(action)) && (action !== 'ask_way' || row.source_id === deed.actor.departmentId))
  return { followup: (await followupRows(deed, items))[0]!, withholding: await withholdingOf(deed, row), may: steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })), trace: await matterTrace(deed, id, 'staff') }
}
