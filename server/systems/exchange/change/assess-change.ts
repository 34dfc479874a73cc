import { createHash } from 'node:crypto'
import type { Static } from 'typebox'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import type { AssessChange } from '../contract.ts'
import type { Entry } from '../resource/entry.ts'
import { exchange } from '../tables.ts'
import { requireChange } from './require-change.ts'

/** Of the entry that was read: a draft that changed needs another signature. */
export const sha256Of = (entry: Entry): Buffer => createHash('sha256').update(canonicalJson(entry)).digest()

/** The head of the source department signs both findings, on secrecy and on personal data, before an entry goes to the authority. 保密审查和个人信息保护影响评估 */
export async function assessChange(deed: Deed, id: string, { version, ...findings }: Static<typeof AssessChange>): Promise<Matter> {
  const change = await requireChange(deed, id)
  if (change.unit_id !== deed.actor.departmentId || deed.actor.postId === null) throw forbidden('exchange.assessed_by_head')
  const matter = await advance(deed, id, 'assess', version === undefined ? {} : { version })
  const [sha256, post_id] = [sha256Of(change.content!), deed.actor.postId]
  const signed = (['secrecy', 'privacy'] as const).map((subject) => ({ change_id: id, subject, words: findings[subject].trim(), sha256, signed_at: deed.now, signed_by: `${deed.actor.kind}:${deed.actor.id}`, post_id }))
  await exchange(deed.tx).insertInto('exchange.assessment').values(signed)
    .onConflict((old) => old.columns(['change_id', 'subject']).doUpdateSet((to) => ({ words: to.ref('excluded.words'), sha256: to.ref('excluded.sha256'), signed_at: to.ref('excluded.signed_at'), signed_by: to.ref('excluded.signed_by'), post_id: to.ref('excluded.post_id') }))).execute()
  await appendLeaf(deed, { kind: 'exchange.change_assessed', payload: { change: id, resource: change.resource_code, unit: change.unit_id, post: post_id, sha256: sha256.toString('hex'), ...findings } })
  return matter
}
