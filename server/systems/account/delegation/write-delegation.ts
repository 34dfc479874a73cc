import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { tell } from '#primitives/notice'
import { account, type AccountTables } from '../tables.ts'

type Named = Readonly<{ id: string; name: string }>
type Row = AccountTables['account.delegation']
export type NewDelegation = Readonly<{
  kind: Row['kind']; source: Row['source']; principal: Named; agent: Named; grantedBy: string | null; items: string[] | null; untilOn: string; resource?: string; postId?: string
}>

/** Writes a delegation with its leaf and event; whoever gave it, or is acted for, is told. 记下授权 */
export async function writeDelegation(deed: Deed, made: NewDelegation): Promise<string> {
  const { kind, source, principal, agent, items, untilOn } = made
  const id = randomUUIDv7()
  await account(deed.tx).insertInto('account.delegation').values({
    id, kind, principal_id: principal.id, principal_name: principal.name, granted_by: made.grantedBy, agent_id: agent.id, agent_name: agent.name, items, source, resource: made.resource ?? null, post_id: made.postId ?? null,
    made_at: deed.now, until_on: untilOn, ended_at: null, ended_by: null,
  }).execute()
  await appendLeaf(deed, { kind: 'account.delegated', subjects: [principal.id, agent.id], payload: { delegation: id, kind, source, items, until: untilOn, resource: made.resource ?? null, post: made.postId ?? null } })
  await record(deed, 'account.delegated', id, { kind, source })
  const toldTo = made.grantedBy ?? (kind === 'person' || kind === 'guardian' ? principal.id : null)
  if (toldTo !== null && toldTo !== deed.actor.id) await tell(deed, { to: { party: toldTo }, template: 'account.notice.delegated', facts: { agent: agent.name, until: untilOn }, link: '/account', also: ['sms'] })
  return id
}
