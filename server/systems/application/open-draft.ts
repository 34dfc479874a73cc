import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import { application } from './tables.ts'

const keyOf = (personId: string, item: string): string => createHash('sha256').update(`${personId}|${item}`).digest('hex')

/** One open draft a person and item: returns the draft that is open already, or null when this one is now. */
export async function claimDraft(deed: Deed, { personId, item, id }: Readonly<{ personId: string; item: string; id: string }>): Promise<string | null> {
  const key = keyOf(personId, item)
  const made = await application(deed.tx).insertInto('application.open_draft').values({ key, application_id: id }).onConflict((old) => old.doNothing()).returning('application_id').executeTakeFirst()
  if (made) return null
  return (await application(deed.tx).selectFrom('application.open_draft').select('application_id').where('key', '=', key).executeTakeFirst())?.application_id ?? id
}

export const releaseDraft = async (deed: Deed, id: string): Promise<void> => void (await application(deed.tx).deleteFrom('application.open_draft').where('application_id', '=', id).execute())
