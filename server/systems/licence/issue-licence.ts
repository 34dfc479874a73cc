import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, cityDay, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { demoMode } from '#base/demo'
import { conflict, unprocessable } from '#base/errors'
import { issueCredential } from '#primitives/credential'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { tiePerson, type Unit } from '#primitives/party'
import { cityOf } from '#primitives/place'
import { basisWords, claim, singleWords, takeOver } from './claims.ts'
import { licenceOf } from './find-licence.ts'
import { holderOfRecord, tellHolder } from './holder.ts'
import { issuingUnit } from './issuing-unit.ts'
import { sealContent, type LicenceContent, type LicenceRow } from './licence-content.ts'
import { requireLicenceKind, type LicenceKind } from './licence-kinds.ts'
import { takeBack } from './revoke-licence.ts'
import { claimsOf, lastDay, stateOf, wrongField, type Values } from './rules.ts'
import { licence } from './tables.ts'

export type NewLicence = Readonly<{
  /** A kind of the city's folder. */
  kind: string
  holderId: string
  values: Values
  /** What it rests on, such as `application:<number>`: the same basis never gives a second licence of a kind. */
  basis: string
  /** Where a job issues; a post issues for its own unit. */
  unitId?: string
  /** The first day; left out = today. */
  from?: string
  /** The licence that this one takes the place of. */
  replaces?: string
  /** Why what the holder has in force of this kind gives way to it; left out = it does not. */
  inPlace?: string
}>

/** Issues a licence: its number, its showing form, its row; the document is drawn and sealed right after. Whoever calls has judged that the holder is entitled to it. The same basis again gives the same licence. 签发证照 */
export async function issueLicence(deed: Deed, { kind: code, holderId, values, basis, unitId, from, replaces: chosen, inPlace }: NewLicence): Promise<LicenceRow> {
  const kind = await requireLicenceKind(deed, code)
  const unit = await issuingUnit(deed, kind, unitId ?? null)
  const id = randomUUIDv7()
  const earlier = await claim(deed, basisWords(code, basis), id)
  if (earlier !== null) return again(deed, earlier, holderId)
  const wrong = wrongField(kind.fields, values)
  if (wrong !== null) throw unprocessable('licence.value_wrong', { field: kind.fields.find((field) => field.code === wrong)?.label ?? wrong })
  const holder = await holderOfRecord(deed, kind, holderId)
  const replaces = kind.single ? ((await claimSingle(deed, kind, holderId, id, inPlace)) ?? chosen) : chosen
  const { zone, name: city } = await cityOf(deed)
  const today = cityDay(deed.now, zone)
  const day = from ?? today
  if (day < today) throw unprocessable('licence.begins_before_today') // nothing is in force before it was signed
  const until = lastDay(day, kind.lasts)
  const number = await nextNumber(deed, kind, unit, Number(today.slice(0, 4)))
  const claims = claimsOf(kind.claims, holder, values)
  const shown = await issueCredential(deed, { kind: `licence.${kind.credential}`, holderId, departmentId: unit.id, claims, ...(from && from > today ? { from } : {}), ...(until === null ? {} : { until }) })
  const content: LicenceContent = {
    number, kind: { code, name: kind.name }, unit: unit.name, city, holder: { name: holder.name, number: holder.number }, claims, from: day, until, issuedOn: today, code: shown.code, demo: demoMode(),
    fields: kind.fields.map((field) => ({ label: field.label, value: values[field.code]! })), basis: kind.basis.map(({ law, article }) => law + (article ?? '')),
  }
  await sql`set local haihe.licence_holder = ${sql.lit(holderId)}`.execute(licence(deed.tx)) // whoever acts, the row that was just written is read back
  const row = await licence(deed.tx).insertInto('licence.licence').values({
    id, number, kind: code, holder_id: holderId, holder_kind: kind.holder ?? 'person', unit_id: unit.id, division_path: unit.divisionPath, basis, credential_id: shown.id, content: sealContent(content), replaces: replaces ?? null,
    valid_from: shown.validFrom, valid_until: until === null ? null : instantOf(addDays(until, 1), '00:00', zone), issued_at: deed.now, issued_by: deed.actor.postId ?? deed.actor.id,
    revoked_at: null, revoked_reason: null, revoked_words: null, revoked_by: null,
  }).returningAll().executeTakeFirstOrThrow()
  await sql`set local haihe.licence_holder = ''`.execute(licence(deed.tx))
  await licence(deed.tx).insertInto('licence.undrawn').values({ licence_id: id, basis, since: deed.now }).execute()
  if (kind.holder !== 'firm') await tiePerson(deed, holderId, { departmentId: unit.id, reason: 'licence.issued' })
  await appendLeaf(deed, { kind: 'licence.issued', subjects: [holderId], payload: { licence: id, number, kind: code, unit: unit.id, basis, from: day, until, credential: shown.id, replaces: replaces ?? null } })
  await record(deed, 'licence.licence.issued', id, { kind: code, number, holderId, unit: unit.id, basis, replaces: replaces ?? null })
  await tellHolder(deed, row, { template: kind.holder === 'firm' ? 'licence.notice.issued_to_firm' : 'licence.notice.issued', facts: { licence: kind.name, number, unit: unit.name, ...(kind.holder === 'firm' ? { holder: holder.name } : {}) }, link: `/licences/${id}` })
  return row
}

async function again(deed: Deed, earlier: string, holderId: string): Promise<LicenceRow> {
  const row = await licenceOf(deed, earlier, holderId)
  if (row?.holder_id !== holderId) throw conflict('licence.basis_used')
  return row
}

/** Of some kinds a person has one in force: another is issued only in its place, or when it is over. The id of the one that gave way. */
async function claimSingle(deed: Deed, kind: LicenceKind, holderId: string, id: string, inPlace: string | undefined): Promise<string | undefined> {
  const words = singleWords(kind.code, holderId)
  const other = await claim(deed, words, id)
  if (other === null) return undefined
  const held = await licenceOf(deed, other, holderId)
  const stands = held && ['in_force', 'coming'].includes(stateOf(held, deed.now))
  if (stands && inPlace === undefined) throw conflict('licence.in_force_already', { licence: kind.name, number: held.number })
  if (stands) await giveWay(deed, held, inPlace!)
  await takeOver(deed, words, id)
  return stands ? held.id : undefined
}

async function giveWay(deed: Deed, held: LicenceRow, words: string): Promise<void> {
  await sql`set local haihe.licence_holder = ${sql.lit(held.holder_id)}`.execute(licence(deed.tx))
  await sql`set local haihe.licence_replaced = ${sql.lit(held.id)}`.execute(licence(deed.tx)) // the policy lets this one row be changed, whichever unit issued it
  await takeBack(deed, held, 'replaced', words)
  await sql`set local haihe.licence_replaced = ''`.execute(licence(deed.tx))
  await sql`set local haihe.licence_holder = ''`.execute(licence(deed.tx))
}

/** Letters of the kind, division of the unit, year, and the unit's next number of that year. 证照编号 */
async function nextNumber(deed: Deed, { letters }: LicenceKind, unit: Unit, year: number): Promise<string> {
  const { last } = await licence(deed.tx).insertInto('licence.sequence').values({ unit_id: unit.id, year, last: 1 })
    .onConflict((old) => old.columns(['unit_id', 'year']).doUpdateSet((set) => ({ last: set('licence.sequence.last', '+', 1) }))).returning('last').executeTakeFirstOrThrow()
  return `${letters}${unit.divisionCode}${year}${String(last).padStart(6, '0')}`
}
