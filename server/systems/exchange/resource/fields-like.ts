import { sql } from 'kysely'
import { pairsOf } from '#base/chinese-pairs'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { exchange } from '../tables.ts'
import { columnName } from './column-name.ts'

/** Words of a city: names that mean one thing, names that say nothing without what they are about (姓名, 状态), and words that stand in every title (信息, 情况). */
export type ColumnWords = Readonly<{ synonyms: readonly (readonly string[])[]; general: readonly string[]; common: readonly string[] }>
/** How a column and a field were found to be the same. */
export type Likeness = 'same' | 'synonym' | 'near'
/** `given`: others may have it, by grant or without; `condition`: what it hangs on, or the law by which it is not shared. */
export type LikeField = Readonly<{ code: string; resource: string; field: string; unitId: string; unitName: string; how: Likeness; given: boolean; condition: string; landed: boolean }>

type Candidate = { place: number; code: string; resource: string; unit_id: string; share: string; share_condition: string; share_basis: string; landed: boolean; about: number; field: string; mask: string }
type Asked = Readonly<{ names: ReadonlySet<string>; synonyms: ReadonlySet<string>; general: boolean }>
const SHOWN = 3
const OF_EACH = 60
/** Two long names are near where one holds the other with a sign more, so that this share of their pairs is common; and no sign that turns the meaning round (非户籍人口). */
const NEAR = 0.8
const NEAR_PAIRS = 4
const TURNING = /[非未不无]/

/** Which fields of the catalogue are what columns of a form ask for, the likeliest first: by name, by the city's synonyms, or nearly so. `about`: what the form is about; it decides between entries, and whether a name that says nothing alone is there at all. 查目录里的同类信息项 */
export async function fieldsLike(deed: Deed, columns: readonly string[], { about, words }: { about: string; words: ColumnWords }): Promise<LikeField[][]> {
  const asked = columns.map((column) => askedFor(column, words))
  const topic = topicOf(about, words.common)
  const least = Math.min(2, topic.length)
  const found = await candidates(deed, asked.flatMap((one, place) => (one.general && least === 0 ? [] : variantsOf(one).map((pairs) => ({ place, pairs, general: one.general })))), topic)
  const units = await findUnits(deed, [...new Set(found.map(({ unit_id }) => unit_id))])
  const like = asked.map((): (LikeField & { about: number })[] => [])
  for (const row of found) {
    const how = likeness(asked[row.place]!, columnName(row.field))
    if (how === null || (asked[row.place]!.general && row.about < least)) continue
    const given = row.share !== 'forbidden' && row.mask !== 'never'
    like[row.place]!.push({
      code: row.code, resource: row.resource, field: row.field, unitId: row.unit_id, unitName: units.get(row.unit_id)?.name ?? row.unit_id, how, given, landed: row.landed, about: row.about,
      condition: row.share === 'forbidden' ? row.share_basis : row.share_condition,
    })
  }
  return like.map((fields) => nearest(fields, least).slice(0, SHOWN).map(withoutAbout))
}

const topicOf = (about: string, common: readonly string[]): string[] => [...new Set(pairsOf(common.reduce((text, word) => text.replaceAll(word, ' '), about)))].filter((pair) => pair.length > 1)

function askedFor(column: string, { synonyms, general }: ColumnWords): Asked {
  const name = columnName(column)
  const group = synonyms.map((names) => names.map(columnName)).find((names) => names.includes(name)) ?? []
  const unclear = new Set(general.map(columnName))
  return { names: new Set([name]), synonyms: new Set(group.filter((one) => one !== name)), general: unclear.has(name) }
}

/** By which pairs of signs entries are looked for: all of a name, or all but the first or last where nearly the same may do. */
function variantsOf({ names, synonyms }: Asked): string[][] {
  const own = [...names].map(pairsOf).filter((pairs) => pairs.length > 0)
  const shorter = own.filter((pairs) => pairs.length >= NEAR_PAIRS).flatMap((pairs) => [pairs.slice(1), pairs.slice(0, -1)])
  return [...own, ...shorter, ...[...synonyms].map(pairsOf).filter((pairs) => pairs.length > 0)]
}

function likeness({ names, synonyms }: Asked, field: string): Likeness | null {
  if (names.has(field)) return 'same'
  if (synonyms.has(field)) return 'synonym'
  return [...names].some((name) => nearly(name, field)) ? 'near' : null
}

function nearly(name: string, field: string): boolean {
  const [long, short] = name.length > field.length ? [name, field] : [field, name]
  const [most, least] = [pairsOf(long).length, pairsOf(short).length]
  return most >= NEAR_PAIRS && long.includes(short) && !TURNING.test(long.replace(short, '')) && (2 * least) / (most + least) >= NEAR
}

const order: Readonly<Record<Likeness, number>> = { same: 0, synonym: 1, near: 2 }
const withoutAbout = ({ code, resource, field, unitId, unitName, how, given, condition, landed }: LikeField): LikeField => ({ code, resource, field, unitId, unitName, how, given, condition, landed })

/** Where some are about the same as the form, the others are another thing of that name. */
function nearest<F extends LikeField & { about: number }>(fields: readonly F[], least: number): F[] {
  const own = least === 0 ? [] : fields.filter(({ about }) => about >= least)
  return [...new Map((own.length > 0 ? own : fields).map((one) => [`${one.code} ${one.field}`, one])).values()].sort((a, b) =>
    Number(b.given) - Number(a.given) || order[a.how] - order[b.how] || b.about - a.about || Number(b.landed) - Number(a.landed) || a.code.localeCompare(b.code))
}

/** Of each name so many entries at most, those about the same first. In that order, and not the first that are met: so all that fit are found by the index, and no scan of the whole catalogue looks for a rare name. Of a name that says nothing alone, which a third of the catalogue has, only those about the same. */
async function candidates(deed: Deed, asked: readonly { place: number; pairs: string[]; general: boolean }[], topic: readonly string[]): Promise<Candidate[]> {
  if (asked.length === 0) return []
  const about = (name: string) => (topic.length === 0 ? sql`0` : sql.join(topic.map((pair) => sql`(strpos(${sql.ref(name)}, ${pair}) > 0)::int`), sql` + `)) // a sum and not a count of a set: it is reckoned for each of thousands
  const found = await sql<Candidate>`
    with one as (select place, pairs, general from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as one (place int, pairs text[], general boolean)),
    near as (select distinct one.place, one.pairs, e.code from one cross join lateral (
      (select r.code from exchange.resource r where not one.general and r.withdrawn_at is null and r.tokens @> one.pairs order by ${about('r.name')} desc, r.code limit ${OF_EACH})
      union all
      (select r.code from exchange.resource r where one.general and r.withdrawn_at is null and r.tokens @> one.pairs and r.tokens && ${[...topic]}::text[] order by ${about('r.name')} desc, r.code limit ${OF_EACH})) e)
    select near.place, r.code, r.name as resource, r.unit_id, r.share, r.share_condition, r.share_basis, f.field ->> 'name' as field, f.field ->> 'mask' as mask,
      coalesce(r.contribution, r.drawn_from) is not null or exists (select from exchange.landing l where l.resource_code = r.code) as landed, ${about('r.name')} as about
    from near join exchange.resource r using (code) cross join lateral jsonb_array_elements(r.fields) f (field)
    where exists (select from unnest(near.pairs) pair where strpos(lower(f.field ->> 'name'), pair) > 0)`.execute(exchange(deed.tx))
  return found.rows
}
