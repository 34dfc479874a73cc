import type { Deed } from '#base/deed'
import type { ResourceField, Share } from '../contract.ts'
import type { Static } from 'typebox'
import { exchange } from '../tables.ts'

export type AskableEntry = Readonly<{ code: string; name: string; unitId: string; share: Static<typeof Share>; fields: readonly ResourceField[]; /** Whether these fields can be asked for one at a time today. */ askable(fields: readonly string[]): boolean }>

/** Entries by their codes, and which of their fields can be asked for under a grant today. 可申请的目录 */
export async function askableEntries(deed: Deed, codes: readonly string[]): Promise<Map<string, AskableEntry>> {
  const found = codes.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'unit_id', 'share', 'modes', 'fields', 'withdrawn_at']).where('code', 'in', [...codes]).execute()
  return new Map(found.map(({ code, name, unit_id, share, modes, fields, withdrawn_at }) => [code, {
    code, name, unitId: unit_id, share, fields,
    askable: (asked) => withdrawn_at === null && share !== 'forbidden' && modes.includes('query') && asked.every((one) => (fields.find(({ field }) => field === one)?.mask ?? 'never') !== 'never'),
  }]))
}
