import type { Deed } from '#base/deed'
import type { Time } from '#primitives/matter'
import { application } from './tables.ts'

export type LetterKind = 'receipt' | 'accepted' | 'accepted_lacking' | 'deemed' | 'declined' | 'missing' | 'paused' | 'extended' | 'approved' | 'approved_at_once' | 'approved_elsewhere' | 'refused'
/** A letter as the city words it; {…} are facts. `remedies`: it says what one may do against it. */
export type LetterWords = Readonly<{ title: string; english: string; text: readonly string[]; remedies?: boolean; source: string }>
export type ApplicationSettings = Readonly<{
  /** What 当场 is for an application that comes online. */
  at_once: Time
  /** Who hears of a decision besides the unit: by level of the unit. */
  reconsideration: string
  court: string
  letters: Readonly<Record<LetterKind, LetterWords>>
}>

/** Takes the city's letters in. 载入文书模板 */
export async function loadLetters(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await application(deed.tx).insertInto('application.setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** The city's letters, and how long 当场 is. 文书模板 */
export async function applicationSettings(deed: Deed): Promise<ApplicationSettings> {
  const row = await application(deed.tx).selectFrom('application.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs catalogues/letters.yaml')
  return row.content as unknown as ApplicationSettings
}
