import type { Deed } from '#base/deed'
import { findMatters } from '#primitives/matter'
import type { Entry } from '../resource/entry.ts'
import { exchange, type ExchangeTables } from '../tables.ts'

export type User = Pick<ExchangeTables['exchange.grant'], 'id' | 'unit_id' | 'fields'>
/** A field of an entry that a change adds, takes away or changes. */
export type FieldChange = Readonly<{ field: string; name: string; how: 'added' | 'removed' | 'changed' }>

/** Who holds a grant on an entry that has not ended. 在用授权 */
export async function usersOf(deed: Deed, code: string): Promise<User[]> {
  const { items } = await findMatters(deed, { among: exchange(deed.tx).selectFrom('exchange.grant').select('id').where('resource_code', '=', code), open: true }, { limit: 1000 })
  return items.length === 0 ? [] : exchange(deed.tx).selectFrom('exchange.grant').select(['id', 'unit_id', 'fields']).where('id', 'in', items.map(({ id }) => id)).orderBy('id', 'desc').execute()
}

/** What a change does to the fields; what nobody but the source notices is no change. 信息项变化 */
export function fieldChanges(before: Pick<Entry, 'fields'> | null, after: Pick<Entry, 'fields'>): FieldChange[] {
  const [old, next] = [before?.fields ?? [], after.fields]
  return [
    ...old.filter((one) => !next.some(({ field }) => field === one.field)).map(({ field, name }): FieldChange => ({ field, name, how: 'removed' })),
    ...next.flatMap((one): FieldChange[] => {
      const was = old.find(({ field }) => field === one.field)
      if (!was) return [{ field: one.field, name: one.name, how: 'added' }]
      const same = was.name === one.name && was.type === one.type && was.length === one.length && was.mask === one.mask && was.key === one.key
      return same ? [] : [{ field: one.field, name: one.name, how: 'changed' }]
    }),
  ]
}

/** Users whose granted fields go or change: they are told, and it waits for them. */
export const touched = (users: readonly User[], changes: readonly FieldChange[]): User[] => {
  const fields = new Set(changes.filter(({ how }) => how !== 'added').map(({ field }) => field))
  return users.filter((user) => user.fields.some((field) => fields.has(field)))
}
