import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { ownPerson } from '#primitives/party'
import { disputeValue } from '#systems/exchange'
import type { DisputeField, DraftSaved } from '../contract.ts'
import { openApplicant, openFilled } from '../filled.ts'
import { keepFilled, requireDraft } from './save-draft.ts'

/** “不对”: the person says what a prefilled value should be. The source is asked to look at its row; this application goes on, judged by a human being. 当场异议 */
export async function disputeField(deed: Deed, id: string, { version, field, value }: DisputeField): Promise<DraftSaved> {
  const row = await requireDraft(deed, id, version)
  const filled = openFilled(row)
  const given = filled.given[field]
  if (given?.value === undefined) throw conflict('application.not_prefilled')
  const number = given.agent === undefined ? openApplicant(row).number : given.agent === deed.actor.id ? (await ownPerson(deed)).number : null // what stands there of a colleague is theirs to contradict
  const opened = number === null ? null : await disputeValue(deed, { resource: given.resource, field: given.item, key: { field: given.key, value: number }, heldValue: String(given.value), otherUnitId: row.unit_id, otherValue: typeof value === 'object' ? JSON.stringify(value) : String(value) })
  return { version: await keepFilled(deed, row, { ...filled, disputed: { ...filled.disputed, [field]: { value, correction: opened?.id ?? null } } }) }
}
