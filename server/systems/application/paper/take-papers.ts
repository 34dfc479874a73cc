import type { Deed } from '#base/deed'
import { fieldsOf, type Form, type Values } from '#base/form'
import { attachFiles, keepOnly } from '#primitives/file'
import type { ApplicationRow } from '../find-application.ts'

/** Papers that the form holds belong to the application from the first saving on, whoever brought them: scanned at a counter, it is handed in from the phone. One that was taken out of the form is let go. 收材料 */
export async function takePapers(deed: Deed, { id }: Pick<ApplicationRow, 'id'>, form: Form, values: Values): Promise<void> {
  for (const { field, widget } of fieldsOf(form)) {
    if (widget !== 'file') continue
    const [place, ids] = [{ home: 'application', subjectId: id, use: field }, Array.isArray(values[field]) ? (values[field] as string[]) : []]
    await keepOnly(deed, place, ids)
    await attachFiles(deed, place, ids, { papers: true })
  }
}
