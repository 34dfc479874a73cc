import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, findMatters, requireMatter, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { requireUnit } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { writeResource } from '../resource/load-resources.ts'
import { exchange } from '../tables.ts'
import type { ChangeRow } from './require-change.ts'
import { usersOf } from './users-of.ts'

/** What passed and whose day has come, with the notice to its users run out, comes into force. 目录变更生效 */
export async function enforceChanges(run: JobRun): Promise<void> {
  const due = await run.read(async (deed) => {
    const { items } = await findMatters(deed, { scopes: [''], kinds: ['catalogue_change'], states: ['waiting', 'notifying'], open: true }, { limit: 1000, sort: 'oldest' })
    const ripe = items.filter(({ state, stateDueAt }) => state === 'waiting' || stateDueAt === null || stateDueAt <= deed.now).map(({ id }) => id)
    if (ripe.length === 0) return []
    return exchange(deed.tx).selectFrom('exchange.change').select('id').where('id', 'in', ripe).where('effective_on', '<=', await cityToday(deed)).execute()
  })
  for (const { id } of due) await run.perform((deed) => enforceChange(deed, id))
}

/** The next version of an entry, or its end: the step, the catalogue, the leaf and what its users lose are one transaction. */
export async function enforceChange(deed: Deed, id: string): Promise<Matter> {
  const change = (await exchange(deed.tx).selectFrom('exchange.change').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()) as ChangeRow
  if (change.ended_at !== null) return requireMatter(deed, id)
  const { content, resource_code: code, unit_id: unit } = change
  const live = await exchange(deed.tx).selectFrom('exchange.resource').select(['version', 'name']).where('code', '=', code).forUpdate().executeTakeFirst()
  const version = (live?.version ?? 0) + (content === null ? 0 : 1)
  if (content === null) await endUses(deed, change, live!.name)
  else await writeResource(deed, content, (await requireUnit(deed, unit)).name, { version, origin: 'desk', by: change.drafted_by })
  await exchange(deed.tx).updateTable('exchange.change').set({ ended_at: deed.now }).where('id', '=', id).execute()
  await appendLeaf(deed, {
    kind: content === null ? 'exchange.entry_withdrawn' : 'exchange.entry_changed',
    payload: { change: id, resource: code, version, unit, reason: change.reason, ...(content === null ? {} : { grade: content.grade, share: content.share, open: content.open, derivedFrom: content.derived_from, derivedReason: content.derived_reason, ...(content.drawn_from ? { drawnFrom: content.drawn_from, statement: await statementOf(deed, code) } : {}) }) },
  })
  await record(deed, content === null ? 'exchange.entry_withdrawn' : 'exchange.entry_changed', code, { change: id, version, unit })
  return advance(deed, id, 'enforce')
}

/** What the existing platform said when its unit drew the entry or looked at it last. */
const statementOf = async (deed: Deed, code: string): Promise<string | null> =>
  (await exchange(deed.tx).selectFrom('exchange.statement').select('hash').where('resource_code', '=', code).orderBy('kept_at', 'desc').limit(1).executeTakeFirst())?.hash ?? null

/** A withdrawn entry stays in the catalogue as withdrawn, whatever the city's folder says later; what was granted on it ends, what was asked goes back. */
async function endUses(deed: Deed, { resource_code: code, reason }: ChangeRow, resource: string): Promise<void> {
  await exchange(deed.tx).updateTable('exchange.resource').set({ withdrawn_at: deed.now, origin: 'desk' }).where('code', '=', code).execute()
  const users = await usersOf(deed, code)
  for (const { id, unit_id: unit } of users) {
    await advance(deed, id, 'end', { reason })
    await appendLeaf(deed, { kind: 'exchange.grant_end', payload: { request: id, resource: code, unit, reason } })
  }
  const { items: open } = await findMatters(deed, { among: exchange(deed.tx).selectFrom('exchange.request').select('id').where('resource_code', '=', code), open: true }, { limit: 1000 })
  const asked = open.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.request').select('unit_id').where('id', 'in', open.map(({ id }) => id)).execute()
  for (const { id, state } of open) {
    if (state === 'supplying') await advance(deed, id, 'lapse')
    else await advance(deed, id, 'withdraw', { note: reason })
  }
  const told = new Set([...users.map((one) => one.unit_id), ...asked.map((one) => one.unit_id)])
  for (const unit of told) await tell(deed, { to: { unit }, template: 'exchange.change.withdrawn', facts: { resource, reason }, link: `/desk/resources?code=${code}`, also: ['webhook'] })
}
