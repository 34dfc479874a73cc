import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { Letter, Application } from '../contract.ts'
import { requireApplication } from '../find-application.ts'
import { application, type ApplicationTables } from '../tables.ts'
import { openLetter } from './write-letter.ts'

export type LetterRecord = ApplicationTables['application.letter']

/** The letters of applications, in their order. 文书列表 */
export async function lettersOfAll(deed: Deed, ids: readonly string[]): Promise<Map<string, Application['letters']>> {
  const rows = await application(deed.tx).selectFrom('application.letter').selectAll().where('application_id', 'in', [...ids]).orderBy('id').execute()
  const letters = new Map<string, Application['letters']>(ids.map((id) => [id, []]))
  for (const row of rows) {
    const { title, english } = openLetter(row)
    letters.get(row.application_id)!.push({ id: row.id, kind: row.kind, number: row.number, title, english, writtenAt: row.written_at.toISOString(), sha256: row.document_hash?.toString('hex') ?? null })
  }
  return letters
}

export const lettersOf = async (deed: Deed, id: string): Promise<Application['letters']> => (await lettersOfAll(deed, [id])).get(id)!

export async function requireLetter(deed: Deed, applicationId: string, letterId: string): Promise<LetterRecord> {
  await requireApplication(deed, applicationId)
  const row = await application(deed.tx).selectFrom('application.letter').selectAll().where('id', '=', letterId).where('application_id', '=', applicationId).executeTakeFirst()
  if (!row) throw notFound('application.letter_unknown')
  return row
}

/** What a letter says. 查看文书 */
export async function showLetter(deed: Deed, applicationId: string, letterId: string): Promise<Letter> {
  const row = await requireLetter(deed, applicationId, letterId)
  const { city: _, ...said } = openLetter(row)
  return { id: row.id, ...said, paragraphs: [...said.paragraphs], list: [...said.list], remedies: [...said.remedies], contentHash: row.content_hash.toString('hex'), documentHash: row.document_hash?.toString('hex') ?? null }
}
