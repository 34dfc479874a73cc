import type { Deed } from '#base/deed'
import { conflict, invalid, stale } from '#base/errors'
import { fieldsOf, type Values } from '#base/form'
import { removeFiles } from '#primitives/file'
import { advance, requireMatter } from '#primitives/matter'
import { formOfItem } from '#systems/service-item'
import type { DraftSaved, SaveDraft } from '../contract.ts'
import { openFilled, sealFilled, type Filled } from '../filled.ts'
import { requireOwn, type ApplicationRow } from '../find-application.ts'
import { releaseDraft } from '../open-draft.ts'
import { takePapers } from '../paper/take-papers.ts'
import { application } from '../tables.ts'

const MOST_CHARACTERS = 200_000

/** Keeps what was filled in so far, to go on with on any device; one that knows an older version is told so. 保存草稿 */
export async function saveDraft(deed: Deed, id: string, { version, values }: SaveDraft): Promise<DraftSaved> {
  const row = await requireDraft(deed, id, version)
  const filled = await typedInto(deed, row, values)
  await takePapers(deed, row, (await formOfItem(deed, row.item_code, row.form_version)).form, filled.typed)
  return { version: await keepFilled(deed, row, filled) }
}

/** A draft of one's own, as the device knows it. */
export async function requireDraft(deed: Deed, id: string, version: number): Promise<ApplicationRow> {
  const row = await requireOwn(deed, id)
  if (row.submitted_at !== null) throw conflict('application.submitted_already', { number: row.number })
  if ((await requireMatter(deed, id)).state !== 'drafting') throw conflict('application.draft_over')
  if (row.filled_version !== version) throw stale('application.saved_elsewhere', { version: row.filled_version })
  return row
}

/** What the city gave is not overwritten by what a browser sends: a person contradicts it, and that is another step. */
export async function typedInto(deed: Deed, row: ApplicationRow, values: Values): Promise<Filled> {
  if (JSON.stringify(values).length > MOST_CHARACTERS) throw invalid('application.too_much')
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const { given: said, ...rest } = openFilled(row)
  // a draft of a firm that a colleague goes on with: what the city said of who filled it in before is not theirs
  const given = row.submitted_at === null ? Object.fromEntries(Object.entries(said).filter(([, { agent }]) => agent === undefined || agent === deed.actor.id)) : said
  const filled: Filled = { ...rest, given }
  const open = fieldsOf(form).filter(({ field, source }) => source !== 'computed' && filled.given[field]?.value === undefined && filled.disputed[field] === undefined).map(({ field }) => field)
  return { ...filled, typed: Object.fromEntries(open.flatMap((field) => (values[field] === undefined || values[field] === null ? [] : [[field, values[field]]]))) }
}

export async function keepFilled(deed: Deed, row: ApplicationRow, filled: Filled, changes: Partial<ApplicationRow> = {}): Promise<number> {
  const version = row.filled_version + 1
  await application(deed.tx).updateTable('application.application').set({ filled: sealFilled(filled), filled_version: version, filled_at: deed.now, ...changes }).where('id', '=', row.id).execute()
  return version
}

/** Gives a draft up: what was filled in is erased. 删除草稿 */
export async function discardDraft(deed: Deed, id: string): Promise<void> {
  const row = await requireOwn(deed, id)
  if (row.submitted_at !== null) throw conflict('application.submitted_already', { number: row.number })
  await advance(deed, id, 'discard')
  await eraseDraft(deed, id)
}

export async function eraseDraft(deed: Deed, id: string): Promise<void> {
  await application(deed.tx).updateTable('application.application').set({ filled: null, filled_at: deed.now }).where('id', '=', id).where('submitted_at', 'is', null).execute()
  await removeFiles(deed, { home: 'application', subjectId: id })
  await releaseDraft(deed, id)
}
