import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { keys } from '#base/keys'
import { findLeavesAbout } from '#primitives/ledger'
import { identityRules, ownPerson, personIdsOf } from '#primitives/party'
import type { AskCorrection, AskedCorrection, AskOwnCorrection } from '../contract.ts'
import { ownRows } from '../own/own-entries.ts'
import { readCell } from '../row/read-cell.ts'
import { exchange, type ExchangeTables } from '../tables.ts'
import { useOf } from '../use/use-of.ts'
import { openCorrection } from './open-correction.ts'

type Resource = ExchangeTables['exchange.resource']

/** A department says that a value it got under a grant is wrong, and what it believes; the source answers. 用数部门提出校核 */
export async function askCorrection(deed: Deed, { id, grant: grantId, field, key, wrong, believed }: AskCorrection): Promise<AskedCorrection> {
  const unitId = deed.actor.departmentId
  if (unitId === null) throw forbidden('exchange.no_unit')
  const grant = await exchange(deed.tx).selectFrom('exchange.grant').selectAll().where('id', '=', grantId).executeTakeFirst()
  if (!grant || grant.unit_id !== unitId) throw notFound('exchange.grant_unknown')
  if (!grant.fields.includes(field)) throw invalid('exchange.field_not_granted', { field })
  const resource = await requireEntry(deed, grant.resource_code)
  const keyed = resource.fields.find((one) => one.field === key.field && one.key)
  if (!keyed) throw invalid('exchange.not_a_key', { field: key.field })
  const read = readCell(keyed, key.value.trim(), await identityRules(deed, []))
  if ('fault' in read) throw invalid('exchange.bad_value', { field: keyed.name })
  const value = String(read.value)
  const personId = keyed.personal === 'identity_number' ? ((await personIdsOf(deed, [value])).get(value) ?? null) : null
  return openCorrection(deed, { id, resource, field, origin: 'unit', unitId, personId, grantId, said: { key: { field: key.field, value }, wrong, believed }, about: aboutValue(resource.code, field, value) })
}

/** A person says that something a department used of theirs, or that a source landed under their number, is wrong; the source of it answers, and the person sees how far it has come. 本人申请校核 */
export async function askOwnCorrection(deed: Deed, { id, use, resource: code, field, wrong, believed }: AskOwnCorrection): Promise<AskedCorrection> {
  if ((use === undefined) === (code === undefined)) throw invalid('exchange.use_or_entry')
  const resource = code === undefined ? await entryUsed(deed, use!, field) : await entryHeld(deed, code, field)
  const { number } = await ownPerson(deed)
  if (number === null) throw conflict('exchange.no_own_number')
  return openCorrection(deed, { id, resource, field, origin: 'person', unitId: null, personId: deed.actor.id, grantId: null, said: { key: { field: null, value: number }, wrong, believed }, about: `person:${deed.actor.id}:${resource.code}` })
}

async function entryUsed(deed: Deed, entryId: string, field: string): Promise<Resource> {
  const { items: [leaf] } = await findLeavesAbout(deed, deed.actor.id, { kind: 'exchange.used', entryId })
  const use = leaf ? useOf(leaf) : null
  if (!use) throw notFound('exchange.use_unknown')
  const resource = await requireEntry(deed, use.resource)
  const used = resource.fields.find((one) => one.field === field)
  if (!used || !use.fields.includes(used.name)) throw invalid('exchange.field_not_used', { field })
  return resource
}

async function entryHeld(deed: Deed, code: string, field: string): Promise<Resource> {
  if ((await ownRows(deed, code)).rows.length === 0) throw notFound('exchange.no_own_rows')
  const resource = await requireEntry(deed, code)
  if (!resource.fields.some((one) => one.field === field)) throw invalid('exchange.field_not_used', { field })
  return resource
}

/** A field of one row, without saying whose. */
export const aboutValue = (code: string, field: string, value: string): string => `value:${code}:${field}:${keys().blind('exchange.open_correction', canonicalJson([code, field, value.toUpperCase()]))[0]!.digest.toString('hex')}`

export async function requireEntry(deed: Deed, code: string): Promise<Resource> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).executeTakeFirst()
  if (!row) throw notFound('exchange.resource_unknown')
  return row
}
