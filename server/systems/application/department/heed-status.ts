import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { materialsFor } from '#base/form'
import type { StoredImage } from '#primitives/file'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import type { DepartmentStatus } from '../contract.ts'
import type { ApplicationRow } from '../find-application.ts'
import { acceptApplication, declineApplication, pauseApplication, resumeApplication, tellMissing } from '../review/accept-application.ts'
import { finishRefusal } from '../review/decide-application.ts'
import { judged } from '../review/judged.ts'
import { ourField } from './department-fields.ts'
import type { DepartmentItem, DepartmentStep, DepartmentSystemSaid, StatusMeaning } from './department-settings.ts'
import { keepResult } from './keep-result.ts'

export type Heard = Readonly<{ status: DepartmentStatus; messageId: string; meaning: StatusMeaning; system: DepartmentSystemSaid; mapping: DepartmentItem; document: StoredImage | null }>

/** What that system decided becomes our step, with its letter: the same steps, clocks and letters as if a post here had taken them, and the kind refuses what cannot be. 状态映射 */
export const heedStatus = (deed: Deed, row: ApplicationRow, heard: Heard): Promise<unknown> => steps[heard.meaning.step](deed, row, heard)

const steps: Readonly<Record<DepartmentStep, (deed: Deed, row: ApplicationRow, heard: Heard) => Promise<unknown>>> = {
  noted: async () => undefined,
  // the law's clock may have accepted it before that system did
  accepted: async (deed, { id }) => ((await requireMatter(deed, id)).state === 'reviewing' ? undefined : acceptApplication(deed, id, {})),
  declined: (deed, { id }, { status, meaning }) => declineApplication(deed, id, { reason: meaning.reason!, words: wordsOf(status) }),
  missing: async (deed, row, { status, mapping }) => tellMissing(deed, row, await missingIn(deed, row, status, mapping)),
  paused: async (deed, row, { status, meaning }) => {
    await acceptFirst(deed, row)
    return pauseApplication(deed, row.id, { reason: meaning.reason!, words: wordsOf(status), until: said(status.until, 'until') })
  },
  resumed: (deed, { id }) => resumeApplication(deed, id, {}),
  approved: async (deed, row, heard) => {
    await inReview(deed, row)
    return keepResult(deed, row, said(heard.status.result, 'result'), heard)
  },
  refused: async (deed, row, { status, system }) => {
    const { reasons: texts = [] } = status
    if (texts.length === 0) throw conflict('application.status_incomplete', { what: 'reasons' })
    await inReview(deed, row)
    await advance(deed, row.id, 'refuse', { reason: texts.join('；'), ...(status.words ? { note: status.words } : {}) })
    await finishRefusal(deed, row, { texts, words: status.words ?? '', grounds: [system.code], clauses: null })
  },
}

const wordsOf = ({ words, reasons = [] }: DepartmentStatus): string => said([words, ...reasons].filter(Boolean).join('；') || undefined, 'words')

/** A status that lacks what its step needs is of no use to whoever applied. */
function said<T>(one: T | undefined, what: string): T {
  if (one === undefined) throw conflict('application.status_incomplete', { what })
  return one
}

/** Who goes on with it has accepted it, said or unsaid; the letter says from when the days count. */
async function acceptFirst(deed: Deed, { id }: ApplicationRow): Promise<void> {
  if (['received', 'supplied'].includes((await requireMatter(deed, id)).state)) await acceptApplication(deed, id, {})
}

/** Who decides at once has accepted, and needs no letter that says so; whoever decides has ended the hearing. */
async function inReview(deed: Deed, { id }: ApplicationRow): Promise<Matter> {
  const matter = await requireMatter(deed, id)
  if (['received', 'supplied'].includes(matter.state)) return advance(deed, id, 'accept')
  return matter.state === 'paused' ? advance(deed, id, 'resume') : matter
}

/** In our words: a paper by the name of the material, a field by its label. */
async function missingIn(deed: Deed, row: ApplicationRow, { missing = [], words = '' }: DepartmentStatus, mapping: DepartmentItem): Promise<{ materials: string[]; words: string }> {
  if (missing.length === 0) throw conflict('application.status_incomplete', { what: 'missing' })
  const { form, values } = await judged(deed, row)
  const nameOf = (as: string): string => {
    const field = ourField(form, mapping, as)
    return field === null ? as : (materialsFor(form, values, new Set()).find(({ take }) => take === field.field)?.material ?? field.label)
  }
  const named = missing.map(({ field, words: why }) => ({ name: nameOf(field), why }))
  return { materials: [...new Set(named.map(({ name }) => name))], words: [words, ...named.map(({ name, why }) => `${name}：${why}`)].filter((one) => one !== '').join('；') }
}
