import type { Deed } from '#base/deed'
import { contributedOutside } from '#primitives/registry'
import type { ProposedEntry, ResourceField } from '../contract.ts'
import { readHeading } from '../detector/heading-words.ts'
import { gradeOf, type PersonalKind } from '../detector/personal-kinds.ts'
import { requireDrawable } from './require-drawable.ts'

/** Kinds as an entry names them. */
const kinds: Partial<Record<PersonalKind, string>> = { identity_number: 'identity_number', bank_card: 'bank_card', mobile: 'phone', landline: 'phone', plate: 'plate', name: 'name', address: 'address', birth_date: 'birth', credit_code: 'credit_code' }

/** What the platform says of an entry as the beginning of a draft: its fields with what their headings say of them; the unit adds law, summary and whatever the platform does not say. 引用为草稿 */
export async function proposeEntry(deed: Deed, id: string): Promise<ProposedEntry> {
  const { name, share, fields, readAt } = await requireDrawable(deed, id)
  const proposed = fields.map(proposedField)
  return { id, platform: contributedOutside()?.name() ?? null, name: plain(name, 60), share: share === 'closed' ? 'forbidden' : share, personal: proposed.some(({ personal }) => personal !== null), fields: proposed, harvestedAt: readAt.toISOString() }
}

/** Names in the catalogue have no blanks. */
const plain = (name: string, most: number): string => [...name.replaceAll(/\s+/g, '')].slice(0, most).join('')

function proposedField({ name, field, type }: Pick<ResourceField, 'name' | 'field' | 'type'>): ResourceField {
  const says = readHeading(name)
  const kind = says !== null && typeof says === 'object' ? says.kinds[0] ?? null : null // without values the strictest that the heading may mean
  const [personal, grade] = kind === null ? [null, 1] : [kinds[kind] ?? 'other', gradeOf[kind]]
  const key = personal === 'identity_number' || personal === 'credit_code'
  return { name: plain(name, 40), field, type, length: null, required: key, key, grade: personal !== null && grade === 1 ? 2 : grade, level: 'general', personal, mask: personal === 'identity_number' ? 'compare' : grade >= 3 ? 'part' : 'full' }
}
