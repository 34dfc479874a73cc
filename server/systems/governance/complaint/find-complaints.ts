import type { Deed } from '#base/deed'
import { findMatters, mayDo } from '#primitives/matter'
import type { ComplaintRow } from '../contract.ts'
import { governance } from '../tables.ts'

/** One's own complaints, and those that one's unit answers; row-level security lets no others through. 意见列表 */
export async function findComplaints(deed: Deed): Promise<{ items: ComplaintRow[] }> {
  const rows = await governance(deed.tx).selectFrom('governance.worker_complaint').selectAll()
    .where((is) => is.or([is('person_id', '=', deed.actor.id), ...(deed.actor.departmentId ? [is('unit_id', '=', deed.actor.departmentId)] : [])])).orderBy('id', 'desc').limit(200).execute()
  const matters = new Map((await findMatters(deed, { ids: rows.map((row) => row.id) }, { limit: 200 })).items.map((matter) => [matter.id, matter]))
  const items: ComplaintRow[] = []
  for (const row of rows) {
    const matter = matters.get(row.id)!
    items.push({
      id: row.id, number: matter.number, words: row.words, mine: row.person_id === deed.actor.id, state: matter.state, stateName: matter.stateName, at: row.at.toISOString(),
      dueAt: matter.stateDueAt?.toISOString() ?? null, version: matter.version, may: (await mayDo(deed, row.id)).map((one) => one.action),
    })
  }
  return { items }
}
