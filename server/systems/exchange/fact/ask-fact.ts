import type { Deed } from '#base/deed'
import { forbidden, invalid } from '#base/errors'
import { jobActor } from '#base/jobs'
import { findFirm, findUnits, personIdsOf } from '#primitives/party'
import { grantInForce, identityFields, type Grant, type Row } from '../row/grant-in-force.ts'
import { lookUp } from '../row/query-rows.ts'
import { maskedValue } from '../row/shown-fields.ts'
import type { Found } from '../row/find-rows.ts'
import { behindGrant } from './behind-grant.ts'
import { grantFor } from './grant-for.ts'

/** For whom it is asked: the unit whose grant it is, the number of the matter, and the scenario where the unit has grants for several.
 *  `toThePerson`: the answer is shown to nobody but the person or firm whose number is the key: who is logged in, or for whom somebody acts whom the caller vouches for (`deed.subject`); then it is whole. */
export type FactUse = Readonly<{ unit: string; matter: string; scenario?: string; toThePerson?: true }>
/** Why there is no value: no row, several that differ, nothing in the row, or a field that is only compared. */
export type Unknown = 'not_found' | 'several' | 'empty' | 'compared'
/** One item: its value, or why it is unknown; whose it is and since when it has been so. 事实 */
export type Fact = Readonly<{ field: string; name: string; value: Row[string]; unknown: Unknown | null; source: Readonly<{ id: string; name: string }>; at: string | null }>
export type Facts = Readonly<{ grant: string; resource: string; rows: number; items: Readonly<Record<string, Fact>> }>

/** What another system must know of one person or firm: under its unit's grant, checked as every query is, masked, counted, and seen by the person. 查证事实
 *  Refused where no grant gives it; the refusal says what must be asked for, and from whom. */
export async function askFact(deed: Deed, resource: string, key: Readonly<{ field: string; value: string }>, items: readonly string[], use: FactUse): Promise<Facts> {
  if (items.length === 0) throw invalid('exchange.no_items')
  const asking = askingFor(deed, use)
  const { id, source } = await grantFor(asking, resource, items, use)
  const grant = await grantInForce(asking, id, 'query')
  const whole = use.toThePerson === true
  if (whole) await requireOwn(deed, grant, key)
  const rows = await behindGrant(asking, id, () => lookUp(asking, grant, { ...key, matter: use.matter }, items))
  const name = (await findUnits(deed, [source])).get(source)?.name ?? source
  const asked = grant.resourceFields.filter((one) => items.includes(one.field))
  const maskOf = new Map(grant.masks.map(({ field, mask }) => [field, mask]))
  const facts = asked.map((one): [string, Fact] => {
    const mask = whole ? 'full' : maskOf.get(one.field) ?? 'never'
    return [one.field, { field: one.field, name: one.name, ...valueIn(rows, (row) => maskedValue(one, mask, row[one.field] ?? null), one.field, mask !== 'compare' && mask !== 'never'), source: { id: source, name } }]
  })
  return { grant: id, resource, rows: rows.length, items: Object.fromEntries(facts) }
}

/** An official asks for the own unit; within a resident's deed, and for a person who stands at a counter (`deed.subject`), the platform asks for the unit whose matter it is. */
export function askingFor(deed: Deed, { unit }: Pick<FactUse, 'unit'>): Deed {
  const { actor } = deed
  const forPerson = actor.kind === 'person' || actor.kind === 'job' || (actor.kind === 'staff' && deed.subject !== null)
  if (!forPerson && ((actor.kind !== 'staff' && actor.kind !== 'unit') || actor.departmentId !== unit)) throw forbidden('exchange.not_your_unit')
  return { ...deed, actor: forPerson ? { ...jobActor('exchange.ask_fact'), departmentId: unit } : actor }
}

/** Whole only to oneself: the key is the number of whoever is logged in, or of the person or firm that one acts for. */
async function requireOwn(deed: Deed, grant: Grant, { field, value }: Readonly<{ field: string; value: string }>): Promise<void> {
  const number = value.trim().toUpperCase()
  const own = deed.subject ?? (deed.actor.kind === 'person' ? deed.actor.id : null)
  if (field === 'credit_code' && own !== null && (await findFirm(deed, number))?.id === own) return // the firm for which one acts
  if (own === null || !identityFields(grant).includes(field) || (await personIdsOf(deed, [number])).get(number) !== own) throw forbidden('exchange.not_the_person')
}

/** The one value that all rows say, or why there is none. */
function valueIn(rows: readonly Found[], shown: (row: Row) => Row[string], field: string, given: boolean): Pick<Fact, 'value' | 'unknown' | 'at'> {
  const none = (unknown: Unknown, at: string | null = null) => ({ value: null, unknown, at })
  const newest = rows.reduce<Date | null>((late, { at }) => (late === null || at > late ? at : late), null)?.toISOString() ?? null
  if (rows.length === 0) return none('not_found')
  if (!given) return none('compared', newest)
  const values = new Set(rows.map(({ values: row }) => row[field] ?? null))
  if (values.size > 1) return none('several', newest)
  const [value] = rows.map(({ values: row }) => shown(row))
  return value === null || value === undefined ? none('empty', newest) : { value, unknown: null, at: newest }
}
