import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Deed } from '#base/deed'
import { unprocessable } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { forget } from '#primitives/rule'
import { matter } from '../tables.ts'
import { bindingFaults } from './bind-kind.ts'
import { checkKind } from './check-kind.ts'
import type { Kind } from './kind-shape.ts'

/** Publishes a version of a kind after its checks; running matters keep theirs. 发布类型 */
export async function publishKind(deed: Deed, kind: Kind, origin: 'folder' | 'desk', path: string | null = null): Promise<{ kind: string; version: number }> {
  const named = checkKind(kind)
  const faults = named.length > 0 ? named : bindingFaults(kind)
  if (faults.length > 0) throw unprocessable('matter.kind_faulty', { kind: kind.kind, faults: faults.slice(0, 50) })
  const live = await matter(deed.tx).selectFrom('matter.kind_version').select(['version', 'content', 'origin'])
    .where('kind', '=', kind.kind).orderBy('version', 'desc').limit(1).forUpdate().executeTakeFirst()
  if (live && isDeepStrictEqual(live.content, kind)) return { kind: kind.kind, version: live.version }
  const content = JSON.stringify(kind) as unknown as Kind
  if (live?.origin === 'desk' && origin === 'folder') {
    const row = { path: path ?? '', content, found_at: deed.now }
    await matter(deed.tx).insertInto('matter.folder_conflict').values({ kind: kind.kind, ...row }).onConflict((conflict) => conflict.column('kind').doUpdateSet(row)).execute()
    return { kind: kind.kind, version: live.version }
  }
  const version = (live?.version ?? 0) + 1
  const hash = createHash('sha256').update(JSON.stringify(kind)).digest('hex').slice(0, 16)
  await matter(deed.tx).insertInto('matter.kind_version').values({ kind: kind.kind, version, hash, content, origin, published_at: deed.now, published_by: deed.actor.id }).execute()
  if (origin === 'desk') await matter(deed.tx).deleteFrom('matter.folder_conflict').where('kind', '=', kind.kind).execute()
  forget(deed, `kind:${kind.kind}`)
  await appendLeaf(deed, { kind: 'matter.kind_published', payload: { kind: kind.kind, version, hash, origin, by: deed.actor.id } })
  await record(deed, 'matter.kind_published', kind.kind, { kind: kind.kind, version, origin })
  return { kind: kind.kind, version }
}
