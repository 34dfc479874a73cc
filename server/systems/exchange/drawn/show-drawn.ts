import type { Deed } from '#base/deed'
import { contributedOutside } from '#primitives/registry'
import type { Resource } from '../contract.ts'
import { exchange } from '../tables.ts'

type Drawn = NonNullable<Resource['drawn']>
type Differing = NonNullable<Drawn['change']>['fields'][number]
type Fields = readonly Readonly<{ name: string; field: string; type: string }>[]

/** Where an entry is drawn from and when that was read last; to its own unit also what has changed there since the unit looked. 引自既有平台 */
export async function showDrawn(deed: Deed, { code, unit_id, drawn_from: id }: Readonly<{ code: string; unit_id: string; drawn_from: string | null }>): Promise<Drawn | null> {
  if (id === null) return null
  const outside = contributedOutside()
  const harvestedAt = (await outside?.readAt(deed))?.toISOString() ?? null
  const shown = { platform: outside?.name() ?? null, entry: id, harvestedAt, change: null }
  if (unit_id !== deed.actor.departmentId) return shown
  const now = (await outside?.entries(deed, [id]))?.get(id)
  const looked = await exchange(deed.tx).selectFrom('exchange.statement').select(['said', 'hash']).where('resource_code', '=', code).where('entry', '=', id).orderBy('kept_at', 'desc').limit(1).executeTakeFirst()
  if (!now || !looked) return shown
  const change = { hash: now.hash, goneAt: now.goneAt?.toISOString() ?? null, name: now.name === looked.said.name ? null : now.name, share: now.share === looked.said.share ? null : now.share, moved: now.unitId !== unit_id, faulty: !now.whole, fields: differing(looked.said.fields, now.fields) }
  const nothing = change.goneAt === null && change.name === null && change.share === null && !change.moved && !change.faulty && change.fields.length === 0
  return { ...shown, change: nothing ? null : change }
}

function differing(before: Fields, now: Fields): Differing[] {
  const [old, fresh] = [new Map(before.map((one) => [one.field, one])), new Map(now.map((one) => [one.field, one]))]
  return [
    ...before.filter(({ field }) => !fresh.has(field)).map(({ field, name }) => ({ field, name, how: 'gone' as const })),
    ...now.flatMap(({ field, name, type }): Differing[] => { const was = old.get(field); return !was ? [{ field, name, how: 'new' }] : was.type !== type || was.name !== name ? [{ field, name, how: 'changed' }] : [] }),
  ]
}
