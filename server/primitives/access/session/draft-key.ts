import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireAccount } from '../require-account.ts'
import { openSecret } from '../secrets.ts'

/** The key under which a device keeps this account's drafts: released to a login, kept by the device in memory only. 草稿密钥 */
export async function readDraftKey(deed: Deed): Promise<{ key: string }> {
  const key = await openSecret(deed, requireAccount(deed).accountId, 'draft_key')
  if (!key) throw notFound('access.draft_key_missing')
  return { key: key.toString('base64url') }
}
