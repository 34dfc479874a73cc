import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { exchange } from '../tables.ts'
import { requireEntry } from './ask-correction.ts'
import type { Words } from './correction-steps.ts'
import { heldValues } from './held-values.ts'
import { requireCorrection, requireOwnCorrection, saidIn, type CorrectionRow } from './require-correction.ts'
import { requirePlain } from './require-plain.ts'

/** The source has put the value right, and whoever asked and whom it is about are told. What still lies unchanged is not called corrected. 更正 */
export async function correctValue(deed: Deed, id: string, { note, version }: Words): Promise<Matter> {
  const asked = await requireCorrection(deed, id)
  requirePlain(note)
  if (asked.source_id === deed.actor.departmentId && !(await heldValues(deed, asked, await requireEntry(deed, asked.resource_code), await saidIn(deed, id))).changed) throw conflict('exchange.correction_not_landed')
  return answer(deed, asked, 'correct', { ...(note ? { note } : {}), ...(version ? { version } : {}) })
}

/** The source keeps the value, and says why. 维持并说明理由 */
export async function standBy(deed: Deed, id: string, { reason, note, version }: Words): Promise<Matter> {
  const asked = await requireCorrection(deed, id)
  requirePlain(reason, note)
  return answer(deed, asked, 'stand', { ...(reason ? { reason } : {}), ...(note ? { note } : {}), ...(version ? { version } : {}) })
}

/** Whoever asked takes it back. 撤回 */
export async function withdrawCorrection(deed: Deed, id: string, { note, version }: Words, own: boolean): Promise<Matter> {
  requirePlain(note)
  await (own ? requireOwnCorrection(deed, id) : requireCorrection(deed, id))
  const matter = await advance(deed, id, 'withdraw', { ...(note ? { note } : {}), ...(version ? { version } : {}) })
  await exchange(deed.tx).deleteFrom('exchange.open_correction').where('correction_id', '=', id).execute()
  return matter
}

async function answer(deed: Deed, asked: CorrectionRow, action: 'correct' | 'stand', words: Words): Promise<Matter> {
  const { id, resource_code, field, unit_id, person_id } = asked
  const matter = await advance(deed, id, action, words)
  await exchange(deed.tx).deleteFrom('exchange.open_correction').where('correction_id', '=', id).execute()
  const { name, fields } = await requireEntry(deed, resource_code)
  await appendLeaf(deed, {
    kind: action === 'correct' ? 'exchange.value_corrected' : 'exchange.value_stands', subjects: person_id === null ? [] : [person_id],
    payload: { correction: id, number: matter.number, resource: resource_code, field: fields.find((one) => one.field === field)?.name ?? field, reason: words.reason ?? null },
  })
  const told = { template: `exchange.correction.${action}`, facts: { number: matter.number, resource: name } }
  if (unit_id !== null) await tell(deed, { ...told, to: { unit: unit_id }, link: `/desk/corrections?id=${id}` })
  if (person_id !== null) await tell(deed, { ...told, to: { party: person_id }, link: `/corrections/${id}` })
  return matter
}
