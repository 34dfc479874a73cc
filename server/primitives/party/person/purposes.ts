import type { Deed } from '#base/deed'
import { forbidden, invalid } from '#base/errors'
import type { Field } from './sealed-person.ts'
import { party } from '../tables.ts'

export type Purpose = { code: string, name: string, nameEn: string | null, fields: Field[], lookup: boolean, source: string | null }

/** Reasons for which a masked field may be shown, in the dialog's order; those that ended only where asked for. 用途列表 */
export async function purposes(deed: Deed, { ended = false }: { ended?: boolean } = {}): Promise<Purpose[]> {
  const rows = await party(deed.tx).selectFrom('party.purpose').selectAll().$if(!ended, (query) => query.where('ended', '=', false)).orderBy('ended').orderBy('place').limit(200).execute()
  return rows.map((row) => ({ code: row.code, name: row.name, nameEn: row.name_en, fields: row.fields as Field[], lookup: row.lookup, source: row.source }))
}

/** The purpose, or a refusal when it is not on the list or does not cover these fields. 用途校验 */
export async function requirePurpose(deed: Deed, code: string, fields: readonly Field[]): Promise<Purpose> {
  const purpose = (await purposes(deed)).find((one) => one.code === code)
  if (!purpose) throw invalid('party.purpose_unknown', { purpose: code })
  const beyond = fields.filter((field) => !purpose.fields.includes(field))
  if (beyond.length > 0) throw forbidden('party.purpose_too_narrow', { purpose: code, fields: beyond })
  return purpose
}

type File = { daily_limit?: number, purposes: { code: string, name: string, name_en?: string, fields: Field[], lookup?: boolean, source?: string, effective_on?: string }[] }

/** Takes purposes.yaml in; one that left the list ends. 用途入库 */
export async function loadPurposes(deed: Deed, content: unknown): Promise<void> {
  const { purposes: list, daily_limit } = content as File
  await party(deed.tx).updateTable('party.purpose').set({ ended: true }).execute()
  for (const [place, one] of list.entries()) {
    const row = {
      name: one.name, name_en: one.name_en ?? null, fields: one.fields, lookup: one.lookup ?? false, source: one.source ?? null, effective_on: one.effective_on ?? null, place, ended: false,
    }
    await party(deed.tx).insertInto('party.purpose').values({ code: one.code, ...row }).onConflict((of) => of.column('code').doUpdateSet(row)).execute()
  }
  if (daily_limit !== undefined) await party(deed.tx).updateTable('party.setting').set({ daily_limit }).execute()
}
