import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { castOf } from '#primitives/party'
import { account } from '../tables.ts'

/** The demo's residents are known by name and number, as most are who come back; marked as the demo's. 演示实名 */
export async function proveCast(deed: Deed, content: unknown): Promise<void> {
  const numbered = new Set((content as { people: { key: string; number?: string }[] }).people.filter(({ number }) => number !== undefined).map(({ key }) => key))
  for (const { key, personId, account: login, resident } of await castOf(deed)) {
    if (login === null || !resident || !numbered.has(key)) continue
    const known = await account(deed.tx).selectFrom('account.proof').select('id').where('person_id', '=', personId).executeTakeFirst()
    if (!known) await account(deed.tx).insertInto('account.proof').values({ id: randomUUIDv7(), person_id: personId, level: 2, source: 'demo', resource: null, provider: null, matter_id: null, document: null, post_id: null, unit_id: null, proven_at: deed.now, ended_at: null, ended_why: null }).execute()
  }
}
