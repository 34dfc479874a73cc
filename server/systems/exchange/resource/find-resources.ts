import { sql, type RawBuilder } from 'kysely'
import { pairsOf } from '#base/chinese-pairs'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { ResourcePage, ResourceRow, ResourceSearch } from '../contract.ts'
import { exchange, type ExchangeTables } from '../tables.ts'

type Row = Omit<ExchangeTables['exchange.resource'], 'tokens' | 'initials' | 'fields' | 'derived_from' | 'derived_reason'> & { fields: number }
const NEAREST = 100

/** The catalogue: by words, pinyin initials or code, the nearest first; without words in the order of codes, a page at a time. 目录检索 */
export async function findResources(deed: Deed, { q = '', limit = 50, after, ...only }: ResourceSearch): Promise<ResourcePage> {
  const text = q.trim()
  const where = conditions(only)
  if (text === '') return pageOf(deed, await rows(deed, sql`${where} ${after ? sql`and code > ${after}` : sql``}`, sql`code`, limit + 1), limit, await count(deed, where))
  const asked = askedBy(text)
  const fits = sql`${where} and ${asked.all}`
  let found = await rows(deed, fits, asked.rank, NEAREST)
  if (found.length === 0 && asked.some) {
    found = await rows(deed, sql`code in (${asked.some.candidates(where)})`, asked.some.rank, NEAREST)
    return { items: await shown(deed, found.slice(0, limit)), next: null, count: found.length }
  }
  return { items: await shown(deed, found.slice(0, limit)), next: null, count: found.length < NEAREST ? found.length : await count(deed, fits) }
}

type Asked = { all: RawBuilder<unknown>; rank: RawBuilder<unknown>; some?: { candidates: (where: RawBuilder<unknown>) => RawBuilder<unknown>; rank: RawBuilder<unknown> } }
/** Of each pair of signs so many entries are looked at: a rare pair brings all of its own, a common one cannot drown them. */
const OF_EACH_PAIR = 300

/** Digits are a code, Latin letters the initials of a name, everything else words; where no entry has all the words, those that have most of them. */
function askedBy(text: string): Asked {
  if (/^[0-9]{1,12}$/.test(text)) return { all: sql`code like ${`${text}%`}`, rank: sql`code` }
  if (/^[a-z]{2,}$/i.test(text)) {
    const initials = text.toLowerCase()
    return { all: sql`initials like ${`%${initials}%`}`, rank: sql`strpos(initials, ${initials}), length(initials), code` }
  }
  const pairs = [...new Set(pairsOf(text))]
  if (pairs.length === 0) return { all: sql`false`, rank: sql`code` }
  return {
    all: sql`tokens @> ${pairs}::text[]`,
    rank: sql`name <> ${text}, strpos(name, ${text}) = 0, (select count(*) from unnest(${pairs}::text[]) pair where strpos(name, pair) > 0) desc, length(name), code`,
    some: {
      candidates: (where) => sql`select one.code from unnest(${pairs}::text[]) asked (pair) cross join lateral (select code from exchange.resource where ${where} and tokens @> array[asked.pair] limit ${OF_EACH_PAIR}) one`,
      rank: sql`(select count(*) from unnest(${pairs}::text[]) pair where pair = any(tokens)) desc, (select count(*) from unnest(${pairs}::text[]) pair where strpos(name, pair) > 0) desc, length(name), code`,
    },
  }
}

function conditions({ unit, library, theme, share, open }: Omit<ResourceSearch, 'q' | 'limit' | 'after'>): RawBuilder<unknown> {
  const given = { unit_id: unit, library, theme, share, open }
  const all = Object.entries(given).filter(([, value]) => value !== undefined).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  return sql`withdrawn_at is null ${all.length > 0 ? sql`and ${sql.join(all, sql` and `)}` : sql``}`
}

const columns = sql.raw('code, version, name, unit_id, library, theme, summary, format, share, share_condition, share_basis, modes, open, cycle, personal, contribution, grade, level, jsonb_array_length(fields) as fields, origin, effective_from, withdrawn_at')
const rows = async (deed: Deed, where: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number): Promise<Row[]> =>
  (await sql<Row>`select ${columns} from exchange.resource where ${where} order by ${order} limit ${limit}`.execute(exchange(deed.tx))).rows
const count = async (deed: Deed, where: RawBuilder<unknown>): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from exchange.resource where ${where}`.execute(exchange(deed.tx))).rows[0]!.n

const pageOf = async (deed: Deed, found: readonly Row[], limit: number, all: number): Promise<ResourcePage> =>
  ({ items: await shown(deed, found.slice(0, limit)), next: found.length > limit ? found[limit - 1]!.code : null, count: all })

/** Rows as a list shows them. */
export async function shown(deed: Deed, found: readonly Row[]): Promise<ResourceRow[]> {
  const units = await findUnits(deed, [...new Set(found.map((row) => row.unit_id))])
  return found.map((row) => ({
    code: row.code, version: row.version, name: row.name, unitId: row.unit_id, unitName: units.get(row.unit_id)?.name ?? row.unit_id, library: row.library, theme: row.theme, summary: row.summary, share: row.share,
    open: row.open, cycle: row.cycle, personal: row.personal, grade: row.grade, level: row.level, fields: row.fields, updatedAt: row.effective_from.toISOString(),
  }))
}
