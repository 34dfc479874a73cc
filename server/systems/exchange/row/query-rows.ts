import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { identityRules, maskAddress, maskName, maskNumber, maskPhone, personIdsOf } from '#primitives/party'
import type { QueriedRows, QueryRows, ResourceField } from '../contract.ts'
import { findRows } from './find-rows.ts'
import { countUse, grantInForce, identityFields, requireMatterNumber, type Grant, type Row } from './grant-in-force.ts'
import { readCell } from './read-cell.ts'

const MOST = 20

/** One person's or firm's rows under a grant, by one key and for one matter: only the fields granted, masked as the entry says, within the day's quota, with a leaf that the person can see. 逐件查询 */
export async function queryRows(deed: Deed, grantId: string, { field, value, matter, compare = {} }: QueryRows): Promise<QueriedRows> {
  const grant = await grantInForce(deed, grantId, 'query')
  const key = grant.resourceFields.find((one) => one.field === field && one.key)
  if (!key) throw invalid('exchange.not_a_key', { field })
  for (const name of Object.keys(compare)) if (!grant.fields.includes(name)) throw invalid('exchange.field_not_granted', { field: name })
  await requireMatterNumber(deed, matter)
  const read = readCell(key, value.trim(), await identityRules(deed, []))
  if ('fault' in read) throw invalid('exchange.bad_value', { field: key.name })
  const asked = String(read.value)
  const rows = (await findRows(deed, grant.resource_code, field, [asked], MOST)).get(asked) ?? []
  if (rows === 'too many') throw conflict('exchange.too_many_found', { most: MOST })
  await countUse(deed, grant, rows.length)
  const granted = grant.resourceFields.filter((one) => grant.fields.includes(one.field))
  const numbered = identityFields(grant)
  const persons = await personIdsOf(deed, [...rows.flatMap((row) => numbered.map((one) => String(row[one] ?? ''))), ...(numbered.includes(field) ? [asked] : [])])
  await appendLeaf({ ...deed, purpose: grant.purpose }, {
    kind: 'exchange.used', subjects: [...persons.values()],
    payload: { grant: grant.id, resource: grant.resource_code, matter, fields: granted.map((one) => one.name), compared: Object.keys(compare), rows: rows.length },
  })
  return { rows: rows.map((row) => shownFields(grant, row, compare)) }
}

/** A row as the grant shows it: its fields and no others, masked. */
export const shownFields = (grant: Grant, row: Row, compare: Readonly<Record<string, string>> = {}): Record<string, Row[string]> =>
  Object.fromEntries(grant.resourceFields.filter((one) => grant.fields.includes(one.field)).flatMap((one) => shown(one, row[one.field] ?? null, compare[one.field])))

/** Whether two values say the same, whatever their capitals and blanks. */
export const sameValue = (value: Row[string], asked: string): boolean => value !== null && String(value).toUpperCase() === asked.trim().toUpperCase()

const masks: Readonly<Record<string, (text: string) => string>> = { name: maskName, phone: maskPhone, identity_number: maskNumber, address: maskAddress }

/** What the other department sees of a value: all of it, part of it, or only whether it is the same. */
function shown({ field, mask, personal }: ResourceField, value: Row[string], asked: string | undefined): [string, Row[string]][] {
  if (mask === 'never') return []
  if (mask === 'compare') return asked === undefined ? [] : [[field, sameValue(value, asked) ? 'same' : 'different']]
  if (mask === 'part') return [[field, value === null ? null : (masks[personal ?? ''] ?? ((text: string) => `${text.slice(0, 1)}***`))(String(value))]]
  return [[field, value]]
}
