import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { account, type AccountTables } from '../tables.ts'

type Seen = Pick<AccountTables['account.proof'], 'level' | 'source'> & Partial<Pick<AccountTables['account.proof'], 'resource' | 'provider' | 'matter_id' | 'document' | 'post_id' | 'unit_id'>>

/** Writes down how it is known who a person is, with its leaf and event. 记下实名 */
export async function writeProof(deed: Deed, personId: string, seen: Seen): Promise<void> {
  await account(deed.tx).insertInto('account.proof').values({
    id: randomUUIDv7(), person_id: personId, resource: null, provider: null, matter_id: null, document: null, post_id: null, unit_id: null, ...seen, proven_at: deed.now, ended_at: null, ended_why: null,
  }).execute()
  await appendLeaf(deed, { kind: 'account.proven', subjects: [personId], payload: { level: seen.level, source: seen.source, resource: seen.resource ?? null, provider: seen.provider ?? null, document: seen.document ?? null, post: seen.post_id ?? null } })
  await record(deed, 'account.proven', personId, { level: seen.level, source: seen.source })
}
