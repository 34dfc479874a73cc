import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, invalid, notFound, tooMany } from '#base/errors'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import { findMatter, matterByNumber } from '#primitives/matter'
import { maskAddress, maskName, maskNumber, maskPhone, personIdOf } from '#primitives/party'
import { cityToday } from '#primitives/place'
import type { QueriedRows, QueryRows, ResourceField } from '../contract.ts'
import { exchange, type ExchangeTables } from '../tables.ts'
import { keyDigests } from './land-rows.ts'

type Grant = ExchangeTables['exchange.grant']
type Row = Readonly<Record<string, string | number | boolean | null>>
const MOST = 20

/** One person's or firm's rows under a grant, by one key and for one matter: only the fields granted, masked as the entry says, within the day's quota, with a leaf that the person can see. 逐件查询 */
export async function queryRows(deed: Deed, grantId: string, { field, value, matter, compare = {} }: QueryRows): Promise<QueriedRows> {
  const grant = await grantInForce(deed, grantId)
  if (grant.mode !== 'query') throw conflict('exchange.mode_not_granted', { mode: grant.mode })
  const fields = await fieldsOf(deed, grant)
  if (!fields.some((one) => one.field === field && one.key)) throw invalid('exchange.not_a_key', { field })
  for (const name of Object.keys(compare)) if (!grant.fields.includes(name)) throw invalid('exchange.field_not_granted', { field: name })
  const matterId = await matterByNumber(deed, matter)
  if (matterId === null) throw invalid('exchange.matter_unknown', { number: matter })
  const found = await exchange(deed.tx).selectFrom('exchange.row_key').select('row_id').where('resource_code', '=', grant.resource_code).where('field', '=', field)
    .where('digest', 'in', keyDigests(grant.resource_code, field, value.trim().toUpperCase())).limit(MOST + 1).execute()
  if (found.length > MOST) throw conflict('exchange.too_many_found', { most: MOST })
  await count(deed, grant, found.length)
  const sealed = found.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.row').select('sealed').where('id', 'in', found.map((one) => one.row_id)).orderBy('id').execute()
  const rows = sealed.map((one) => JSON.parse(keys().open('exchange.row', one.sealed).toString()) as Row)
  const granted = fields.filter((one) => grant.fields.includes(one.field))
  await appendLeaf({ ...deed, purpose: grant.purpose }, {
    kind: 'exchange.used', subjects: await personsIn(deed, fields, rows, field, value),
    payload: { grant: grant.id, resource: grant.resource_code, matter, fields: granted.map((one) => one.name), compared: Object.keys(compare), rows: rows.length },
  })
  return { rows: rows.map((row) => Object.fromEntries(granted.flatMap((one) => shown(one, row[one.field] ?? null, compare[one.field])))) }
}

/** The grant of one's own unit, in force at this moment: suspended, ended or past its last day it is refused, whenever it was given. */
export async function grantInForce(deed: Deed, id: string): Promise<Grant> {
  const grant = await exchange(deed.tx).selectFrom('exchange.grant').selectAll().where('id', '=', id).executeTakeFirst()
  if (!grant || grant.unit_id !== deed.actor.departmentId) throw notFound('exchange.grant_unknown')
  const state = (await findMatter(deed, id))?.state
  if (state !== 'granted' || grant.until_on < (await cityToday(deed))) throw conflict('exchange.grant_not_in_force', { until: grant.until_on })
  return grant
}

/** The fields as they were when it was granted. */
async function fieldsOf(deed: Deed, grant: Grant): Promise<ResourceField[]> {
  const { content } = await exchange(deed.tx).selectFrom('exchange.resource_version').select('content').where('code', '=', grant.resource_code).where('version', '=', grant.version).executeTakeFirstOrThrow()
  return (content as { fields: ResourceField[] }).fields
}

/** Counts under the lock of the day's row, so that two at once cannot both have the last of the quota. */
async function count(deed: Deed, grant: Grant, rows: number): Promise<void> {
  const day = await cityToday(deed)
  const { rows: [used] } = await sql<{ rows: number }>`insert into exchange.usage as u (grant_id, on_day, queries, rows) values (${grant.id}, ${day}, 1, ${rows})
    on conflict (grant_id, on_day) do update set queries = u.queries + 1, rows = u.rows + ${rows} returning rows`.execute(exchange(deed.tx))
  if (used!.rows > grant.rows_a_day) throw tooMany('exchange.quota_used', { rows: grant.rows_a_day })
}

/** Whom a use is about: everyone whose number stands in what was found, or who was asked for. */
async function personsIn(deed: Deed, fields: readonly ResourceField[], rows: readonly Row[], asked: string, value: string): Promise<string[]> {
  const numbered = fields.filter((one) => one.personal === 'identity_number').map((one) => one.field)
  const numbers = new Set(rows.flatMap((row) => numbered.map((field) => row[field])).filter((one) => typeof one === 'string'))
  if (numbered.includes(asked)) numbers.add(value.trim().toUpperCase())
  const ids: string[] = []
  for (const number of numbers) { const id = await personIdOf(deed, number); if (id !== null) ids.push(id) }
  return ids
}

const masks: Readonly<Record<string, (text: string) => string>> = { name: maskName, phone: maskPhone, identity_number: maskNumber, address: maskAddress }

/** What the other department sees of a value: all of it, part of it, or only whether it is the same. */
function shown({ field, mask, personal }: ResourceField, value: Row[string], asked: string | undefined): [string, Row[string]][] {
  if (mask === 'never') return []
  if (mask === 'compare') return asked === undefined ? [] : [[field, String(value) === asked.trim().toUpperCase() ? 'same' : 'different']]
  if (mask === 'part') return [[field, value === null ? null : (masks[personal ?? ''] ?? ((text: string) => `${text.slice(0, 1)}***`))(String(value))]]
  return [[field, value]]
}
