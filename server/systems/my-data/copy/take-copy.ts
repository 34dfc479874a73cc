import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { assuranceOf } from '#systems/account'
import { conflict } from '#base/errors'
import { dataSettings } from '../data-settings.ts'
import { myData } from '../tables.ts'
import { requireCopy } from './ask-copy.ts'

/** Takes one's copy along: each time is a leaf, so that whoever lost a phone sees that somebody else did. 取走副本 */
export async function takeCopy(deed: Deed, id: string): Promise<Buffer> {
  const { least_level: level } = await dataSettings(deed)
  if ((await assuranceOf(deed)) < level) throw conflict('my_data.level_too_low', { level })
  const { sealed, sha256, taken_at: taken } = await requireCopy(deed, id)
  if (taken === null) await myData(deed.tx).updateTable('my_data.copy').set({ taken_at: deed.now }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'my_data.copy_taken', subjects: [deed.actor.id], payload: { copy: id, sha256: sha256!.toString('hex') } })
  await record(deed, 'my_data.copy_taken', id, {})
  return keys().open('my_data.copy', sealed)
}
