import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { exchangeSide, organisations, sourceSide, type Sql } from './register.ts'

export type Run = { state: string; chunks: number; rows: number; fence: number }

/** Sets up a job that copies the register of a database, and asks for a run. */
export async function startCopy(post: <T>(url: string, body: object) => Promise<T>, databaseUrl: string): Promise<string> {
  const { username, host, pathname, password } = new URL(databaseUrl)
  const address = { kind: 'postgres', url: `postgres://${username}@${host}${pathname}`, table: 'public.register', secret: decodeURIComponent(password) || null }
  const { id: job } = await post<{ id: string }>('/transfer/jobs', { id: randomUUIDv7(), name: '登记', resource: organisations, everyMinutes: null, mode: 'full', ...address })
  return (await post<{ id: string }>(`/transfer/jobs/${job}/runs`, { id: randomUUIDv7(), whole: true })).id
}

/** Looks until the run is as wanted, or can become so no more. */
export async function untilRun(sql: Sql, id: string, enough: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const run = (await sql('select state, chunks, rows::int, fence from transfer.run where id = $1', [id]))[0] as Run
    if (enough(run) || ['done', 'stopped', 'differs'].includes(run.state)) return run
    await wait(5)
  }
}

/** A minute goes by for whoever holds the run. */
export const endLease = (sql: Sql, id: string): Promise<unknown> => sql(`update transfer.run set lease_until = lease_until - interval '1 minute' where id = $1`, [id])

/** Nothing is missing, nothing there twice, and it is on the ledger once. The hash of both sides, shortened. */
export async function expectCopied(sql: Sql, id: string, rows: number): Promise<string> {
  const there = await sourceSide(sql)
  expect(await exchangeSide(sql)).toEqual(there)
  expect(there.n).toBe(rows)
  expect(await sql('select sum(rows)::int as rows, max(number) - count(*)::int as missing, count(distinct position)::int - count(*)::int as again from transfer.chunk where run_id = $1', [id]))
    .toEqual([{ rows, missing: 0, again: 0 }])
  expect(await sql(`select count(*)::int as n from ledger.entry where kind = 'transfer.compared'`)).toEqual([{ n: 1 }])
  return there.hash.slice(0, 8)
}
