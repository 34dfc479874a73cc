import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { keys } from '#base/keys'
import { ledger } from './tables.ts'

/** Salt and content of a leaf, for somebody who must be able to prove it: whoever calls has judged that they may read it. Its SHA-256 is the entry. 披露叶子 */
export async function discloseLeaf(deed: Deed, entryId: string): Promise<Buffer> {
  const row = await ledger(deed.tx).selectFrom('ledger.payload').select('sealed').where('entry_id', '=', entryId).executeTakeFirst()
  if (!row) throw notFound('ledger.entry_not_found')
  return keys().open('ledger.payload', row.sealed)
}
