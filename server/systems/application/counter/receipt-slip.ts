import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { fieldsOf } from '#base/form'
import { filesOf } from '#primitives/file'
import { requireUnit } from '#primitives/party'
import { formOfItem, itemOfVersion } from '#systems/service-item'
import { requireOwn } from '../find-application.ts'
import { openApplicant } from '../filled.ts'
import { openLetter } from '../letter/write-letter.ts'
import { application } from '../tables.ts'

/** What a counter gives a person on paper: the receipt's words once it is handed in, before that how to go on; and which papers were taken. 收件凭证 */
export type ReceiptSlip = Readonly<{ number: string; item: string; unit: string; to: string; receipt: Readonly<{ title: string; paragraphs: readonly string[]; source: string; number: string }> | null; papers: readonly Readonly<{ name: string; many: number }>[] }>

/** The slip of an application that this counter took in. 回执 */
export async function receiptSlip(deed: Deed, id: string, personId: string): Promise<ReceiptSlip> {
  const row = await requireOwn(deed, id)
  if (row.person_id !== personId) throw notFound('application.unknown')
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const kept = (await filesOf(deed, 'application', [id])).get(id) ?? []
  const letter = await application(deed.tx).selectFrom('application.letter').select('content').where('application_id', '=', id).where('kind', '=', 'receipt').executeTakeFirst()
  const said = letter === undefined ? null : openLetter(letter)
  return {
    number: row.number, item: (await itemOfVersion(deed, row.item_code, row.item_version)).name, unit: (await requireUnit(deed, row.unit_id)).name, to: openApplicant(row).name,
    receipt: said && { title: said.title, paragraphs: said.paragraphs, source: said.source, number: said.number },
    papers: fieldsOf(form).filter(({ widget }) => widget === 'file').map(({ field, label }) => ({ name: label, many: kept.filter(({ use }) => use === field).length })).filter(({ many }) => many > 0),
  }
}
