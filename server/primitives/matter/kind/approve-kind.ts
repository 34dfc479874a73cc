import { join } from 'node:path'
import { parse } from 'yaml'
import type { Deed } from '#base/deed'
import { conflict, forbidden, unprocessable } from '#base/errors'
import { validatorOf } from '#base/profile'
import { matter } from '../tables.ts'
import { bindingFaults } from './bind-kind.ts'
import { checkKind } from './check-kind.ts'
import type { Kind } from './kind-shape.ts'
import { publishKind } from './publish-kind.ts'

const cities = join(import.meta.dirname, '../../../../cities')
const faulty = (kind: string, faults: readonly string[]) => unprocessable('matter.kind_faulty', { kind, faults: faults.slice(0, 50) })

/** A kind written at the desk, checked by the same schema as a file of the city's folder, and then by its own sense. 读类型 */
export function readKind(kind: string, yaml: string): Kind {
  let content: unknown
  try {
    content = parse(yaml, { maxAliasCount: 0 })
  } catch (error) {
    throw faulty(kind, [(error as Error).message.slice(0, 300)])
  }
  const check = validatorOf(cities, 'matter-kind')
  if (!check(content)) throw faulty(kind, (check.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`))
  const read = content as Kind
  if (read.kind !== kind) throw faulty(kind, [`it calls itself '${read.kind}'`])
  const named = checkKind(read)
  const faults = named.length > 0 ? named : bindingFaults(read)
  if (faults.length > 0) throw faulty(kind, faults)
  return read
}

/** Keeps a kind as somebody wants it; the last draft counts. 起草类型 */
export async function draftKind(deed: Deed, kind: Kind): Promise<{ kind: string; writtenAt: string }> {
  const row = { content: JSON.stringify(kind) as unknown as Kind, written_by: deed.actor.id, written_at: deed.now }
  await matter(deed.tx).insertInto('matter.kind_draft').values({ kind: kind.kind, ...row }).onConflict((known) => known.column('kind').doUpdateSet(row)).execute()
  return { kind: kind.kind, writtenAt: deed.now.toISOString() }
}

/** Another than who wrote it makes it a version; running matters keep theirs. 批准类型 */
export async function approveKind(deed: Deed, kind: string): Promise<{ kind: string; version: number }> {
  const draft = await matter(deed.tx).deleteFrom('matter.kind_draft').where('kind', '=', kind).returningAll().executeTakeFirst()
  if (!draft) throw conflict('matter.no_draft', { kind })
  if (draft.written_by === deed.actor.id) throw forbidden('matter.own_draft')
  return publishKind(deed, draft.content, 'desk')
}
