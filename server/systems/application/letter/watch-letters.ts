import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import type { LetterKind } from '../letter-settings.ts'
import { application } from '../tables.ts'

/** Which letter tells the applicant of a step; any one of them will do. */
export const lettersAfter: Readonly<Record<string, readonly LetterKind[]>> = { submit: ['receipt'], ask_missing: ['missing'], decline: ['declined'], approve: ['approved', 'approved_at_once', 'approved_elsewhere'], refuse: ['refused'] }

/** After each step that owes a letter: whether it was written. One that was not is kept as due until somebody writes it; the leak page shows it. 查漏：决定没有文书 */
export async function watchLetters(deed: Deed, { subjectId, detail, at }: EventMessage): Promise<void> {
  const kinds = lettersAfter[String(detail.action)] ?? []
  const written = await application(deed.tx).selectFrom('application.letter').select('id').where('application_id', '=', subjectId).where('kind', 'in', [...kinds]).executeTakeFirst()
  if (written) return
  await application(deed.tx).insertInto('application.letter_owed').values({ id: subjectId, application_id: subjectId, since: at }).onConflict((old) => old.doNothing()).execute()
}
