import type { Deed } from '#base/deed'
import type { Settings } from '../settings.ts'
import { access } from '../tables.ts'
import { digestOf } from '../token.ts'
import { afterFailure, stillWaits, type Counter } from './rules.ts'

/** Whose guesses are counted: a name as typed, and a known browser or a network address. */
export type Guess = Readonly<{ subject: Buffer; source: string; known: boolean }>

const everywhere = '*'
const freeOf = (source: string, lockout: Settings['lockout']): number => (source === everywhere ? lockout.free_failures_unknown_sources : lockout.free_failures)
const sourcesOf = (guess: Guess): string[] => (guess.known ? [guess.source] : [everywhere, guess.source])

/** A browser that logged in to this account before has a counter of its own; a place where it did so is not joined with strangers. */
export async function guessOf(deed: Pick<Deed, 'tx'>, name: string, accountId: string | null, source: string, deviceToken: string | null): Promise<Guess> {
  const subject = digestOf(name)
  if (accountId === null) return { subject, source, known: false }
  const devices = await access(deed.tx).selectFrom('access.known_device').select(['digest', 'source']).where('account_id', '=', accountId).execute()
  const own = deviceToken === null ? null : digestOf(deviceToken, accountId)
  if (own && devices.some(({ digest }) => digest.equals(own))) return { subject, source: `device:${own.toString('hex').slice(0, 32)}`, known: true }
  return { subject, source, known: devices.some((device) => device.source === source) }
}

/** Seconds to wait before another try; read only, to spare the work of a comparison. */
export async function secondsToWait(deed: Pick<Deed, 'tx' | 'now'>, guess: Guess): Promise<number> {
  const rows = await access(deed.tx).selectFrom('access.attempt').select(['failures', 'last_at', 'next_at']).where('subject', '=', guess.subject).where('source', 'in', sourcesOf(guess)).execute()
  return Math.max(0, ...rows.map((row) => stillWaits(counterOf(row), deed.now)))
}

/** Locks the counters, so that guesses made at the same time are judged one after another, and says how long to wait. 登录限速 */
export async function lockCounters(deed: Pick<Deed, 'tx' | 'now'>, guess: Guess): Promise<number> {
  let wait = 0
  for (const source of sourcesOf(guess)) {
    const row = await access(deed.tx).insertInto('access.attempt').values({ subject: guess.subject, source, failures: 0, last_at: deed.now, next_at: new Date(0) })
      .onConflict((conflict) => conflict.columns(['subject', 'source']).doUpdateSet((eb) => ({ failures: eb.ref('access.attempt.failures') })))
      .returning(['failures', 'last_at', 'next_at']).executeTakeFirstOrThrow()
    wait = Math.max(wait, stillWaits(counterOf(row), deed.now))
  }
  return wait
}

export async function countFailure(deed: Pick<Deed, 'tx' | 'now'>, guess: Guess, lockout: Settings['lockout']): Promise<void> {
  for (const source of sourcesOf(guess)) {
    const row = await access(deed.tx).selectFrom('access.attempt').select(['failures', 'last_at', 'next_at']).where('subject', '=', guess.subject).where('source', '=', source).executeTakeFirst()
    const next = afterFailure(row && counterOf(row), deed.now, freeOf(source, lockout), lockout)
    await access(deed.tx).updateTable('access.attempt').set({ failures: next.failures, last_at: next.lastAt, next_at: next.nextAt })
      .where('subject', '=', guess.subject).where('source', '=', source).execute()
  }
}

/** A login that succeeded clears its own counter; strangers' failures elsewhere stay counted. */
export async function clearFailures(deed: Pick<Deed, 'tx'>, guess: Guess): Promise<void> {
  await access(deed.tx).deleteFrom('access.attempt').where('subject', '=', guess.subject).where('source', '=', guess.source).execute()
}

const counterOf = (row: { failures: number; last_at: Date; next_at: Date }): Counter => ({ failures: row.failures, lastAt: row.last_at, nextAt: row.next_at })
