import type { Deed } from '#base/deed'
import { fieldsOf } from '#base/form'
import { filesOf } from '#primitives/file'
import { requireUnit } from '#primitives/party'
import { formOfItem, itemOfVersion } from '#systems/service-item'
import { openApplicant } from '../filled.ts'
import { openLetter } from '../letter/write-letter.ts'
import { application } from '../tables.ts'
import { withTheirs } from './with-whoever-is-here.ts'

/** What a counter gives a person on paper: the receipt's words once it is handed in, before that how to go on; and which papers were taken. 收件凭证 */
export type ReceiptSlip = Readonly<{ number: string; item: string; unit: string; to: string; receipt: Readonly<{ title: string; paragraphs: readonly string[]; source: string; number: string }> | null; papers: readonly Readonly<{ name: string; many: number }>[] }>

/** The slip of an application of whoever stands at the counter. 回执 */
export const receiptSlip = (deed: Deed, id: string, personId: string): Promise<ReceiptSlip> =>
  withTheirs(deed, personId, id, async (served, row) => {
    const { form } = await formOfItem(served, row.item_code, row.form_version)
    const kept = (await filesOf(served, 'application', [id])).get(id) ?? []
    const letter = await application(served.tx).selectFrom('application.letter').select('content').where('application_id', '=', id).where('kind', '=', 'receipt').executeTakeFirst()
    const said = letter === undefined ? null : openLetter(letter)
    return {
      number: row.number, item: (await itemOfVersion(served, row.item_code, row.item_version)).name, unit: (await requireUnit(served, row.unit_id)).name, to: openApplicant(row).name,
      receipt: said && { title: said.title, paragraphs: said.paragraphs, source: said.source, number: said.number },
      papers: fieldsOf(form).filter(({ widget }) => widget === 'file').map(({ field, label }) => ({ name: label, many: kept.filter(({ use }) => use === field).length })).filter(({ many }) => many > 0),
    }
  })
