import type { Deed } from '#base/deed'
import { invalid, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { requireUnit } from '#primitives/party'
import type { ReportMissing } from '../contract.ts'
import { requireApplication } from '../find-application.ts'
import { application } from '../tables.ts'
import { requireMaterials } from './judged.ts'
import { seenBy } from './joint-parts.ts'

/** A department of a joint review says what of its part is missing: to the leading unit, which tells the applicant once and for all of them. After that notice nobody asks for more. 报缺 */
export async function reportMissing(deed: Deed, id: string, { version, materials, words }: ReportMissing): Promise<Matter> {
  const row = await requireApplication(deed, id)
  const unit = deed.actor.departmentId ?? ''
  const own = (await seenBy(deed, row, unit)).materials
  const stray = materials.find((material) => !own.has(material))
  if (stray !== undefined) throw invalid('application.not_of_your_part', { material: stray })
  await requireMaterials(deed, row, materials)
  const changed = await application(deed.tx).updateTable('application.joint').set({ missing: JSON.stringify({ materials, words }) as never }).where('application_id', '=', id).where('unit_id', '=', unit).where('part', 'is not', null).where('answered_at', 'is', null).returning('part').executeTakeFirst()
  if (!changed) throw notFound('application.not_asked')
  const matter = await advance(deed, id, 'report_missing', { ...(version === undefined ? {} : { version }), note: `${materials.join('、')}；${words}` })
  await appendLeaf(deed, { kind: 'application.missing_reported', subjects: [row.person_id], payload: { application: id, number: row.number, unit, part: changed.part, materials, words } })
  await tell(deed, { to: { unit: row.unit_id }, template: 'application.notice.reported', facts: { number: row.number, unit: (await requireUnit(deed, unit)).name }, link: `/desk/applications?id=${id}` })
  return matter
}
