import type { Deed } from '#base/deed'
import { heldForAWhile } from '#primitives/rule'
import { matter } from '../tables.ts'
import { compileKind, type CompiledKind } from './compile-kind.ts'

const compiled = new Map<string, CompiledKind>() // by kind, version and hash: the same in every database

/** The version of a kind in which new matters begin. 现行类型 */
export async function currentKind(deed: Deed, kind: string): Promise<CompiledKind> {
  const live = await heldForAWhile(deed, `kind:${kind}`, () => matter(deed.tx).selectFrom('matter.kind_version').select(['version', 'hash'])
    .where('kind', '=', kind).orderBy('version', 'desc').limit(1).executeTakeFirst())
  if (!live) throw new Error(`no kind '${kind}' is published`)
  return kindVersion(deed, kind, live.version, live.hash)
}

/** The version that a matter began with. 原版本类型 */
export async function kindVersion(deed: Deed, kind: string, version: number, hash: string): Promise<CompiledKind> {
  const key = `${kind}.${version}.${hash}`
  const known = compiled.get(key)
  if (known) return known
  const { content } = await matter(deed.tx).selectFrom('matter.kind_version').select('content').where('kind', '=', kind).where('version', '=', version).executeTakeFirstOrThrow()
  const made = compileKind(content, version, hash)
  compiled.set(key, made)
  return made
}
