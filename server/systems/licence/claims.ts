import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import { licence } from './tables.ts'

/** Takes what there is one of for a licence; whoever comes second waits for the first and gets the id of the licence that has it, null when it is this one's. 占用 */
export async function claim(deed: Deed, words: readonly string[], licenceId: string): Promise<string | null> {
  const key = createHash('sha256').update(words.join('|')).digest('hex')
  const made = await licence(deed.tx).insertInto('licence.claim').values({ key, licence_id: licenceId }).onConflict((old) => old.column('key').doNothing()).returning('licence_id').executeTakeFirst()
  if (made) return null
  const other = await licence(deed.tx).selectFrom('licence.claim').select('licence_id').where('key', '=', key).forUpdate().executeTakeFirst()
  return other?.licence_id ?? claim(deed, words, licenceId) // it was let go between the two
}

/** Hands over what another licence has. */
export async function takeOver(deed: Deed, words: readonly string[], licenceId: string): Promise<void> {
  const key = createHash('sha256').update(words.join('|')).digest('hex')
  await licence(deed.tx).updateTable('licence.claim').set({ licence_id: licenceId }).where('key', '=', key).execute()
}

export const basisWords = (kind: string, basis: string): readonly string[] => ['basis', kind, basis]
export const singleWords = (kind: string, holderId: string): readonly string[] => ['single', kind, holderId]
