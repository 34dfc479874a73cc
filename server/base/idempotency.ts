import { createHash } from 'node:crypto'
import type pg from 'pg'
import { literal, type Around } from './database.ts'
import { conflict, unprocessable } from './errors.ts'

/** The write was done before under this key: answer its status and the resource's id, and do nothing. */
export class Replayed extends Error {
  readonly status: number
  readonly resourceId: string | null
  constructor(status: number, resourceId: string | null) {
    super('replayed')
    this.status = status
    this.resourceId = resourceId
  }
}

export type IdempotentCall = Readonly<{ actorId: string; route: string; key: string; body: unknown; url: string; status: number; now: Date }>

/** Looks for an earlier call in the same round trip as `begin`, and writes this one in the same as `commit`: a key costs no round trip. 幂等 */
export function idempotent<R>(call: IdempotentCall): Around<R> {
  const hash = createHash('sha256').update(call.url).update('\0').update(JSON.stringify(call.body) ?? '').digest('hex')
  const lock = createHash('sha256').update(`${call.actorId}\0${call.route}\0${call.key}`).digest().readBigInt64BE(0)
  const where = `actor_id = ${literal(call.actorId)} and route = ${literal(call.route)} and key = ${literal(call.key)}`
  return {
    before: `select pg_try_advisory_xact_lock(${lock}) as free;
      select status, resource_id, encode(body_hash, 'hex') as body_hash from base.idempotency where ${where} and at > ${literal(dayBefore(call.now))}`,
    check(results) {
      const [free, earlier] = results.slice(-2) as [pg.QueryResult<{ free: boolean }>, pg.QueryResult<{ status: number; resource_id: string | null; body_hash: string }>]
      const done = earlier.rows[0]
      if (done && done.body_hash !== hash) throw unprocessable('base.key_reused')
      if (done) throw new Replayed(done.status, done.resource_id)
      if (!free.rows[0]!.free) throw conflict('base.key_running')
    },
    after(answer) {
      const id = (answer as { id?: unknown } | null | undefined)?.id
      return `insert into base.idempotency values (${[call.actorId, call.route, call.key].map(literal).join(', ')}, '\\x${hash}', ${call.status},
        ${typeof id === 'string' ? literal(id) : 'null'}, ${literal(call.now.toISOString())})
        on conflict (actor_id, route, key) do update set body_hash = excluded.body_hash, status = excluded.status, resource_id = excluded.resource_id, at = excluded.at`
    },
  }
}

const dayBefore = (now: Date): string => new Date(now.getTime() - 86_400_000).toISOString()
