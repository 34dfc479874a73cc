import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { identityRules, personIdsOf } from '#primitives/party'
import type { QueriedRows, QueryRows } from '../contract.ts'
import { rowsUnder } from '../fact/rows-under.ts'
import type { Found } from './find-rows.ts'
import { countUse, grantInForce, identityFields, requireMatterNumber, type Grant } from './grant-in-force.ts'
import { readCell } from './read-cell.ts'
import { shownFields } from './shown-fields.ts'

const MOST = 20

/** One person's or firm's rows under a grant, by one key and for one matter: only the fields granted, masked as the entry says, within the day's quota, with a leaf that the person can see. 逐件查询 */
export async function queryRows(deed: Deed, grantId: string, asked: QueryRows): Promise<QueriedRows> {
  const grant = await grantInForce(deed, grantId, 'query')
  const rows = await lookUp(deed, grant, asked, grant.fields)
  return { rows: rows.map(({ values }) => shownFields(grant, values, asked.compare)) }
}

/** The rows themselves, unmasked, for whoever shows only what the grant gives: counted, and seen by the person with the fields that are shown. */
export async function lookUp(deed: Deed, grant: Grant, { field, value, matter, compare = {} }: QueryRows, shown: readonly string[]): Promise<Found[]> {
  const key = grant.resourceFields.find((one) => one.field === field && one.key)
  if (!key) throw invalid('exchange.not_a_key', { field })
  for (const name of Object.keys(compare)) if (!grant.fields.includes(name)) throw invalid('exchange.field_not_granted', { field: name })
  await requireMatterNumber(deed, matter)
  const read = readCell(key, value.trim(), await identityRules(deed, []))
  if ('fault' in read) throw invalid('exchange.bad_value', { field: key.name })
  const asked = String(read.value)
  const rows = (await rowsUnder(deed, grant, field, [asked], MOST)).get(asked) ?? []
  if (rows === 'too many') throw conflict('exchange.too_many_found', { most: MOST })
  await countUse(deed, grant, rows.length)
  const numbered = identityFields(grant)
  const persons = await personIdsOf(deed, [...rows.flatMap(({ values: row }) => numbered.map((one) => String(row[one] ?? ''))), ...(numbered.includes(field) ? [asked] : [])])
  await appendLeaf({ ...deed, purpose: grant.purpose }, {
    kind: 'exchange.used', subjects: [...persons.values()],
    payload: { grant: grant.id, resource: grant.resource_code, matter, fields: grant.resourceFields.filter((one) => shown.includes(one.field)).map((one) => one.name), compared: Object.keys(compare), rows: rows.length },
  })
  return rows
}
