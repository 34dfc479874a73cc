import { randomBytes } from 'node:crypto'
import type { Deed } from '#base/deed'
import { tokenHash } from '../open-matter.ts'
import { matter } from '../tables.ts'

/** Another unguessable address of a matter's public trace, for one who joined it or lost theirs; told once. 追踪链接 */
export async function giveTraceLink(deed: Deed, matterId: string): Promise<string> {
  const token = randomBytes(16).toString('base64url')
  await matter(deed.tx).insertInto('matter.trace_link').values({ hash: tokenHash(token), matter_id: matterId, made_at: deed.now }).execute()
  return token
}
