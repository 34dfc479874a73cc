import type { Deed } from '#base/deed'
import { findMatters } from '#primitives/matter'
import type { UpstreamShown } from '../contract.ts'
import { exchange } from '../tables.ts'
import { upstreamHere } from './upstream-port.ts'

/** How this city stands with the platform above: how much of the catalogue lies there, what was asked from there, and when it was last reached. 级联情况 */
export async function showUpstream(deed: Deed): Promise<UpstreamShown> {
  const state = await exchange(deed.tx).selectFrom('exchange.upstream_state').selectAll().executeTakeFirst()
  const { sent } = await exchange(deed.tx).selectFrom('exchange.upstream_entry').select((of) => of.fn.countAll<string>().as('sent')).where('withdrawn', '=', false).executeTakeFirstOrThrow()
  const { entries } = await exchange(deed.tx).selectFrom('exchange.resource').select((of) => of.fn.countAll<string>().as('entries')).where('withdrawn_at', 'is', null).executeTakeFirstOrThrow()
  const rows = await exchange(deed.tx).selectFrom('exchange.upstream_request as u').leftJoin('exchange.resource as r', 'r.code', 'u.resource_code').select(['u.id', 'u.request_id', 'u.asked_by', 'u.resource_code', 'r.name', 'u.outcome', 'u.reason', 'u.received_at', 'u.answered'])
    .orderBy('u.received_at', 'desc').limit(100).execute()
  const ids = rows.flatMap(({ request_id }) => (request_id === null ? [] : [request_id]))
  const matters = new Map((ids.length === 0 ? [] : (await findMatters(deed, { ids }, { limit: 100 })).items).map((one) => [one.id, one]))
  return {
    name: upstreamHere()?.name ?? null, sent: Number(sent), entries: Number(entries), metAt: state?.met_at?.toISOString() ?? null, failedAt: state?.failed_at?.toISOString() ?? null, failure: state?.failure ?? null,
    requests: rows.map((row) => {
      const matter = row.request_id === null ? undefined : matters.get(row.request_id)
      return { id: row.id, requestId: row.request_id, number: matter?.number ?? null, stateName: matter?.stateName ?? null, askedBy: row.asked_by, resource: { code: row.resource_code, name: row.name ?? row.resource_code }, outcome: row.outcome, reason: row.reason, receivedAt: row.received_at.toISOString(), told: row.answered === row.outcome }
    }),
  }
}
