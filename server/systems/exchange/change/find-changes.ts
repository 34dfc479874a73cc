import type { Static } from 'typebox'
import { may, type Deed } from '#base/deed'
import { findMatters, matterTrace, mayDo, type ListedMatter } from '#primitives/matter'
import { findUnits, requirePost } from '#primitives/party'
import type { CatalogueChange, CatalogueChanges, ChangeFilter, ChangeRow as ShownRow, EntrySaid } from '../contract.ts'
import type { Entry } from '../resource/entry.ts'
import { exchange } from '../tables.ts'
import { changePermissionOf } from './change-steps.ts'
import { itemConflicts } from './item-conflicts.ts'
import { requireChange, type ChangeRow } from './require-change.ts'
import { fieldChanges, usersOf } from './users-of.ts'

const states = { mine: undefined, to_assess: ['assessing'], to_review: ['reviewing'], all: undefined }

/** Changes that one's unit drafts or must sign, those to review, or all of them for the authority; what is due first on top. 目录变更列表 */
export async function findChanges(deed: Deed, { view = 'mine', open, limit, after }: Static<typeof ChangeFilter>): Promise<CatalogueChanges> {
  let rows = exchange(deed.tx).selectFrom('exchange.change').select('id')
  if (view === 'mine' || view === 'to_assess' || !may(deed.actor, 'exchange.change.review')) rows = rows.where('unit_id', '=', deed.actor.departmentId ?? '')
  const page = await findMatters(deed, { kinds: ['catalogue_change'], among: rows, states: states[view], open }, { limit, after, sort: 'due' })
  return { items: await changeRows(deed, page.items), next: page.next }
}

async function changeRows(deed: Deed, matters: readonly ListedMatter[]): Promise<ShownRow[]> {
  if (matters.length === 0) return []
  const found = (await exchange(deed.tx).selectFrom('exchange.change as c').leftJoin('exchange.resource as r', 'r.code', 'c.resource_code').selectAll('c').select('r.name as resource_name').where('c.id', 'in', matters.map(({ id }) => id)).execute())
  const rows = new Map(found.map((row) => [row.id, row as typeof row & ChangeRow]))
  const units = await findUnits(deed, found.map((row) => row.unit_id))
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    return {
      id: row.id, number: matter.number, state: matter.state, stateName: matter.stateName, version: matter.version, overdue: matter.overdue, kind: row.kind, resource: { code: row.resource_code, name: row.content?.name ?? row.resource_name ?? row.resource_code },
      unit: { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, reason: row.reason, effectiveOn: row.effective_on, draftedAt: row.drafted_at.toISOString(),
      dueAt: (matter.stateDueAt ?? (matter.resolvedAt === null ? matter.dueAt : null))?.toISOString() ?? null,
    }
  })
}

/** One change: the entry as it is and as it will be, what that means for its users, who signed what, what is in dispute, every step, and what the reader may do now. 目录变更详情 */
export async function showChange(deed: Deed, id: string): Promise<CatalogueChange> {
  const row = await requireChange(deed, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const live = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', row.resource_code).executeTakeFirst()
  const before = row.kind === 'new' ? null : (live ?? null)
  const [users, conflicts, steps] = [await usersOf(deed, row.resource_code), await itemConflicts(deed, row), (await mayDo(deed, id)).filter(({ action }) => may(deed.actor, changePermissionOf(action)))]
  const signed = await exchange(deed.tx).selectFrom('exchange.assessment').selectAll().where('change_id', '=', id).orderBy('subject', 'desc').execute()
  const units = await findUnits(deed, [...users.map((user) => user.unit_id), ...conflicts.flatMap(({ holders }) => holders.map(({ unitId }) => unitId))])
  const named = (unit: string) => ({ id: unit, name: units.get(unit)?.name ?? unit })
  return {
    change: (await changeRows(deed, items))[0]!, base: row.base_version, entry: row.content && saidOf(row.content), before: before && saidOf(before), derivedFrom: row.content?.derived_from ?? [], derivedReason: row.content?.derived_reason ?? '',
    fields: row.content === null ? [] : fieldChanges(before, row.content), users: users.map((user) => ({ id: user.id, unit: named(user.unit_id), fields: user.fields })),
    conflicts: conflicts.map(({ holders, ...rest }) => ({ ...rest, holders: holders.map(({ unitId, ...holder }) => ({ unit: named(unitId), ...holder })) })),
    assessments: await Promise.all(signed.map(async (one) => ({ subject: one.subject, words: one.words, signedAt: one.signed_at.toISOString(), post: (await requirePost(deed, one.post_id)).title }))),
    may: steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })), trace: await matterTrace(deed, id, 'staff'),
  }
}

const saidOf = ({ name, library, theme, summary, format, share, share_condition, share_basis, modes, open, cycle, personal, fields }: Omit<Entry, 'unit_id' | 'code'>): EntrySaid =>
  ({ name, library, theme, summary, format, share, shareCondition: share_condition, shareBasis: share_basis, modes: [...modes], open, cycle, personal, fields: [...fields] })
