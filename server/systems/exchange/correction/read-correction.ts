import type { Deed } from '#base/deed'
import { appendLeaf } from '#primitives/ledger'
import type { OpenedCorrection } from '../contract.ts'
import { requireEntry } from './ask-correction.ts'
import { heldValues } from './held-values.ts'
import { requireCorrection, saidIn } from './require-correction.ts'

/** The source, or the unit that asked, reads what was said and by which key; whom it is about sees that. What the source holds now stands beside it for the source alone. 打开校核内容 */
export async function readCorrection(deed: Deed, id: string): Promise<OpenedCorrection> {
  const asked = await requireCorrection(deed, id)
  const said = await saidIn(deed, id)
  const resource = await requireEntry(deed, asked.resource_code)
  const nameOf = (field: string): string => resource.fields.find((one) => one.field === field)?.name ?? field
  const held = asked.source_id === deed.actor.departmentId ? await heldValues(deed, asked, resource, said) : { values: [], changed: false }
  await appendLeaf(deed, { kind: 'exchange.correction_read', subjects: asked.person_id === null ? [] : [asked.person_id], payload: { correction: id, resource: asked.resource_code, field: nameOf(asked.field) } })
  return { key: { name: said.key.field === null ? null : nameOf(said.key.field), value: said.key.value }, wrong: said.wrong, believed: said.believed, held: held.values, changed: held.changed }
}
