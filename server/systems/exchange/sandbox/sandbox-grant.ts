import type { Deed } from '#base/deed'
import { conflict, notFound, tooMany } from '#base/errors'
import { record } from '#primitives/event'
import { identityRules, type NumberRules } from '#primitives/party'
import { withCheckDigit } from '#primitives/matter'
import { cityToday } from '#primitives/place'
import type { FiledRequest, FileRequest, MaskSaid, ResourceField } from '../contract.ts'
import { masksOf } from '../mask/masks-of.ts'
import { requireAskable } from '../request/require-askable.ts'
import type { Row } from '../row/grant-in-force.ts'
import { scenarioNamed } from '../request/scenario-named.ts'
import { exchange, type ExchangeTables, type Mode } from '../tables.ts'
import { madePeople, nobodyOf } from './made-people.ts'
import { madeRows } from './made-rows.ts'

export type SandboxGrant = ExchangeTables['exchange.sandbox_grant'] & { resourceFields: readonly ResourceField[]; personal: boolean; masks: readonly MaskSaid[]; rows: readonly Row[] }

/** The number under which a sandbox request goes: of the day, and always the same for one id. */
const numberOf = (day: string, id: string): string => withCheckDigit(day.slice(2).replaceAll('-', '') + String(Number.parseInt(id.slice(-8), 16) % 1_000_000).padStart(6, '0'))

/** Asks as in earnest and is granted at once: nobody is asked, since nothing real is behind it. 申请沙箱授权 */
export async function fileSandboxRequest(deed: Deed, asked: FileRequest): Promise<FiledRequest> {
  const { unitId, resource } = await requireAskable(deed, asked)
  const { mode } = asked
  await exchange(deed.tx).insertInto('exchange.sandbox_grant').values({
    id: asked.id, resource_code: resource.code, unit_id: unitId, version: resource.version, fields: [...new Set(asked.fields)], mode, scenario: (await scenarioNamed(deed, asked.scenario)).name, until_on: asked.untilOn, rows_a_day: asked.rowsADay,
    used_on: null, used_rows: 0, delivery_id: null, delivered: 0, delivered_at: null, purpose: asked.purpose, filed_at: deed.now, filed_by: `${deed.actor.kind}:${deed.actor.id}`,
  }).onConflict((old) => old.column('id').doNothing()).execute()
  await requireSandboxGrant(deed, asked.id, mode) // the id may be another unit's
  await record(deed, 'exchange.sandbox_granted', asked.id, { resource: resource.code, unit: unitId })
  return { id: asked.id, number: numberOf(await cityToday(deed), asked.id), state: 'granted', sandbox: true }
}

/** A sandbox grant of one's own unit, locked, with the rows that are made for its entry; ended, it is refused like a real one. */
export async function requireSandboxGrant(deed: Deed, id: string, mode: Mode): Promise<SandboxGrant> {
  await exchange(deed.tx).selectFrom('exchange.sandbox_grant').select('id').where('id', '=', id).forUpdate().execute()
  return readSandboxGrant(deed, id, mode)
}

/** The same where nothing is counted. */
export async function readSandboxGrant(deed: Deed, id: string, mode: Mode): Promise<SandboxGrant> {
  const grant = await exchange(deed.tx).selectFrom('exchange.sandbox_grant').selectAll().where('id', '=', id).executeTakeFirst()
  if (!grant || grant.unit_id !== deed.actor.departmentId) throw notFound('exchange.grant_unknown')
  if (grant.until_on < (await cityToday(deed))) throw conflict('exchange.grant_not_in_force', { until: grant.until_on })
  if (grant.mode !== mode) throw conflict('exchange.mode_not_granted')
  const { content } = await exchange(deed.tx).selectFrom('exchange.resource_version').select('content').where('code', '=', grant.resource_code).where('version', '=', grant.version).executeTakeFirstOrThrow()
  const { fields, personal } = content as { fields: ResourceField[]; personal: boolean }
  const masks = await masksOf(deed, fields.filter(({ field }) => grant.fields.includes(field)), { scenario: grant.scenario, mode })
  return { ...grant, resourceFields: fields, personal, masks, rows: madeRows(grant.resource_code, fields, madePeople(await nobodyOf(deed))) }
}

/** The quota of a day ends it as in earnest. */
export async function countSandboxUse(deed: Deed, grant: SandboxGrant, rows: number): Promise<void> {
  const day = await cityToday(deed)
  const used = (grant.used_on === day ? grant.used_rows : 0) + rows
  if (used > grant.rows_a_day) throw tooMany('exchange.quota_used', { rows: grant.rows_a_day })
  await exchange(deed.tx).updateTable('exchange.sandbox_grant').set({ used_on: day, used_rows: used }).where('id', '=', grant.id).execute()
}

/** Numbers of nobody are right here, in production too. */
export const sandboxRules = async (deed: Deed): Promise<NumberRules> => ({ ...(await identityRules(deed, [])), demo: true })
