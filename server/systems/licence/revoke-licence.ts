import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { revokeCredential } from '#primitives/credential'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { findUnit } from '#primitives/party'
import { requireOfUnit } from './find-licence.ts'
import { tellHolder } from './holder.ts'
import { contentOf, type LicenceRow } from './licence-content.ts'
import { stateOf } from './rules.ts'
import { licence, type LicenceTables } from './tables.ts'

export const REVOKE = 'licence.licence.revoke'
export type RevokedReason = NonNullable<LicenceTables['licence.licence']['revoked_reason']>
type Revoking = Readonly<{ id: string; reason: Exclude<RevokedReason, 'replaced'>; words: string }>

/** The issuing unit takes a licence back, with a reason from the closed list and in words: its code is believed no more, and the holder is told. 注销证照 */
export async function revokeLicence(deed: Deed, { id, reason, words }: Revoking): Promise<LicenceRow> {
  const row = await requireOfUnit(deed, id, REVOKE, { lock: true })
  const revoked = await takeBack(deed, row, reason, words.trim())
  const { kind, number, holder } = contentOf(row)
  const firm = row.holder_kind === 'firm'
  const unit = await findUnit(deed, row.unit_id)
  await tellHolder(deed, row, { template: firm ? 'licence.notice.revoked_of_firm' : 'licence.notice.revoked', facts: { licence: kind.name, number, unit: unit?.name ?? row.unit_id, words: words.trim(), ...(firm ? { holder: holder.name } : {}) }, link: `/licences/${id}`, also: ['sms'] })
  return revoked
}

/** The licence and its code end together, in one transaction; of two at once the second is told. */
export async function takeBack(deed: Deed, row: LicenceRow, reason: RevokedReason, words: string): Promise<LicenceRow> {
  const state = stateOf(row, deed.now)
  if (state === 'revoked' || state === 'replaced') throw conflict('licence.revoked_already')
  const revoked = await licence(deed.tx).updateTable('licence.licence').set({ revoked_at: deed.now, revoked_reason: reason, revoked_words: words, revoked_by: deed.actor.postId ?? deed.actor.id })
    .where('id', '=', row.id).where('revoked_at', 'is', null).returningAll().executeTakeFirst()
  if (!revoked) throw conflict('licence.revoked_already')
  await revokeCredential(deed, { id: row.credential_id, holderId: row.holder_id, reason, words })
  await licence(deed.tx).deleteFrom('licence.undrawn').where('licence_id', '=', row.id).execute()
  await appendLeaf(deed, { kind: 'licence.revoked', subjects: [row.holder_id], payload: { licence: row.id, number: row.number, reason, words } })
  await record(deed, 'licence.licence.revoked', row.id, { kind: row.kind, number: row.number, holderId: row.holder_id, unit: row.unit_id, reason })
  return revoked
}
