import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { findUnits, ownPerson } from '#primitives/party'
import type { ResourceField } from '../contract.ts'
import { maskValue } from '../mask/mask-value.ts'
import type { Row } from '../row/grant-in-force.ts'
import { openRow } from '../row/open-row.ts'
import { blindKey } from '../row/row-digests.ts'
import { exchange, type ExchangeTables } from '../tables.ts'

const MOST = 50
/** An entry with rows under one's own number: how many, since when; by which law it is shared. */
export type OwnEntry = Readonly<{ code: string; name: string; unit: string; basis: string; cycle: string; rows: number; since: string }>
export type OwnRows = Readonly<{ code: string; name: string; unit: string; fields: readonly Readonly<{ field: string; name: string }>[]; rows: readonly Readonly<{ at: string; values: Readonly<Record<string, Row[string]>> }>[] }>
type Key = Readonly<{ code: string; field: string; digest: Buffer }>
const numbered = (fields: readonly ResourceField[]): ResourceField[] => fields.filter((one) => one.personal === 'identity_number')

/** Of which entries of the catalogue the source departments landed rows under one's own number, how many and since when. What systems of this platform keep themselves they say themselves; an older platform, asked live, is not asked. 我在目录里的数据 */
export async function ownEntries(deed: Deed): Promise<OwnEntry[]> {
  const { number } = await ownPerson(deed)
  if (number === null) return []
  const entries = await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'unit_id', 'share_basis', 'cycle', 'fields']).where('personal', '=', true).where('withdrawn_at', 'is', null).where('contribution', 'is', null).where('drawn_from', 'is', null).orderBy('code').execute()
  const found = await ownRowsOf(deed, entries.flatMap((entry) => keysOf(entry, number)))
  const units = await findUnits(deed, entries.map((entry) => entry.unit_id))
  return entries.flatMap((entry) => {
    const rows = found.filter((row) => row.resource_code === entry.code)
    if (rows.length === 0) return []
    return [{ code: entry.code, name: entry.name, unit: units.get(entry.unit_id)?.name ?? entry.unit_id, basis: entry.share_basis, cycle: entry.cycle, rows: rows.length, since: earliest(rows).toISOString() }]
  })
}

/** One's own rows of an entry, whole: it is one's own. Who stands in them beside oneself is masked as the entry says. 我的数据行 */
export async function ownRows(deed: Deed, code: string): Promise<OwnRows> {
  const entry = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).executeTakeFirst()
  if (!entry) throw notFound('exchange.resource_unknown')
  const { number } = await ownPerson(deed)
  const rows = number === null || !entry.personal || entry.withdrawn_at !== null ? [] : await ownRowsOf(deed, keysOf(entry, number))
  const unit = (await findUnits(deed, [entry.unit_id])).get(entry.unit_id)?.name ?? entry.unit_id
  return { code, name: entry.name, unit, fields: entry.fields.map(({ field, name }) => ({ field, name })), rows: rows.slice(0, MOST).map((row) => ({ at: row.landed_at.toISOString(), values: shownToSelf(entry.fields, openRow(row), number!) })) }
}

const keysOf = ({ code, fields }: Pick<ExchangeTables['exchange.resource'], 'code' | 'fields'>, number: string): Key[] => numbered(fields).filter(({ key }) => key).flatMap(({ field }) => blindKey(code, field, number).map((digest) => ({ code, field, digest })))
const earliest = (rows: readonly { landed_at: Date }[]): Date => rows.reduce((first, { landed_at: at }) => (at < first ? at : first), rows[0]!.landed_at)

/** The wall opens for the rows that the number finds, and only here. */
async function ownRowsOf(deed: Deed, keys: readonly Key[]): Promise<Pick<ExchangeTables['exchange.row'], 'id' | 'resource_code' | 'sealed' | 'plain' | 'landed_at'>[]> {
  if (keys.length === 0) return []
  const db = exchange(deed.tx)
  const { rows: ids } = await sql<{ code: string; id: string }>`select distinct k.resource_code as code, k.row_id as id from unnest(${keys.map(({ code }) => code)}::text[], ${keys.map(({ field }) => field)}::text[], ${keys.map(({ digest }) => digest)}::bytea[]) as asked (code, field, digest)
    join exchange.row_key k on k.digest = asked.digest and k.resource_code = asked.code and k.field = asked.field`.execute(db)
  if (ids.length === 0) return []
  await sql`set local haihe.own_rows = ${sql.lit(ids.map(({ id }) => id).join(','))}`.execute(db)
  const { rows } = await sql<Pick<ExchangeTables['exchange.row'], 'id' | 'resource_code' | 'sealed' | 'plain' | 'landed_at'>>`select r.id, r.resource_code, r.sealed, r.plain, r.landed_at from unnest(${ids.map(({ code }) => code)}::text[], ${ids.map(({ id }) => id)}::uuid[]) as mine (code, id)
    join exchange.row r on r.resource_code = mine.code and r.id = mine.id order by r.landed_at desc, r.id`.execute(db)
  await sql`set local haihe.own_rows = ''`.execute(db)
  return rows
}

const stemOf = (field: string): string => field.replace(/_?(?:identity_)?number$/, '')

/** A register may have several people in one row: bride and groom, child and guardians. Whose a field is, the stem of its name says: what belongs to another number is masked, and so is what may. */
export function shownToSelf(fields: readonly ResourceField[], row: Row, number: string): Record<string, Row[string]> {
  const people = numbered(fields)
  const mine = people.filter(({ field }) => String(row[field] ?? '').toUpperCase() === number)
  const others = people.filter((one) => !mine.includes(one))
  const [ours, theirs] = [mine.map(({ field }) => stemOf(field)), others.map(({ field }) => stemOf(field))]
  const of = (stems: readonly string[], field: string): boolean => stems.some((stem) => stem !== '' && field.startsWith(`${stem}_`))
  const foreign = ({ field, personal }: ResourceField): boolean => others.length > 0 && !mine.some((one) => one.field === field) && (of(theirs, field) || (personal !== null && theirs.includes('') && !of(ours, field)))
  return Object.fromEntries(fields.map((one) => {
    const value = row[one.field] ?? null
    return [one.field, value === null || !foreign(one) ? value : one.personal === null ? null : maskValue(one, 'part', String(value))]
  }))
}
