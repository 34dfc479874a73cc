import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { StoredCopy } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { licenceOf } from './find-licence.ts'
import { keepLook } from './looks.ts'
import { documentCopy } from './wallet.ts'

/** The document, for a counter that prints it for the holder who stands there; whichever unit issued it. Whoever calls knows that the holder does. 窗口打印证照 */
export async function documentAtCounter(deed: Deed, id: string, holderId: string): Promise<{ copy: StoredCopy; number: string }> {
  const row = await licenceOf(deed, id, holderId)
  if (row?.holder_id !== holderId) throw notFound('licence.unknown')
  const copy = await documentCopy(deed, id)
  await appendLeaf(deed, { kind: 'licence.opened', subjects: [holderId], payload: { licence: id, number: row.number } })
  await keepLook(deed, { licenceId: id, how: 'opened', unitId: deed.actor.departmentId ?? row.unit_id, about: row.number })
  return { copy, number: row.number }
}
