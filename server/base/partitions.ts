import type pg from 'pg'

type Period = 'day' | 'month'

const startOf = (at: Date, period: Period): Date =>
  period === 'month' ? new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1)) : new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()))
const next = (at: Date, period: Period): Date =>
  period === 'month' ? new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)) : new Date(at.getTime() + 86_400_000)
const nameOf = (at: Date, period: Period): string => at.toISOString().slice(0, period === 'month' ? 7 : 10).replaceAll('-', '')

/** The smallest UUIDv7 of an instant: 48 bits of milliseconds, then zeros. */
export function firstUuidOf(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** Makes the partitions of every table in base.partitioned from `from` (default: this period) to two periods ahead. Owner's connection. 分区
 *  There is no default partition: a row that finds none is an error that someone sees. */
export async function makePartitions(client: pg.ClientBase, now: Date, from: Date = now): Promise<string[]> {
  const made: string[] = []
  const { rows } = await client.query<{ relation: string; period: Period }>('select relation, period from base.partitioned order by relation')
  for (const { relation, period } of rows) {
    const last = next(next(startOf(now, period), period), period)
    // the period before too: an offline record may be captured up to 72 hours before it arrives
    const first = startOf(new Date(startOf(from, period).getTime() - 1), period)
    for (let at = first; at <= last; at = next(at, period)) {
      const name = `${relation}_${nameOf(at, period)}`
      const exists = await client.query('select to_regclass($1) as found', [name])
      if (exists.rows[0].found) continue
      await client.query(`create table ${name} partition of ${relation} for values from ('${firstUuidOf(at)}') to ('${firstUuidOf(next(at, period))}')`)
      made.push(name)
    }
  }
  return made
}
