import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type, type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { ExistingExchange } from '#systems/front'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

type Account = Readonly<{ name: string; url: string; secret: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>
/** A page of the catalogue is read by a job; an answer to a query, while somebody waits. */
const bounds = { catalogue: { bytes: 10_000_000, ms: 20_000 }, rows: { bytes: 1_000_000, ms: 5000 } } as const
const MOST_ENTRIES = 1000

const Page = Type.Object({ entries: Type.Array(Type.Intersect([Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }), gone: Type.Optional(Type.Boolean()) }), Type.Record(Type.String(), Type.Unknown())]), { maxItems: MOST_ENTRIES }), next: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()]) })
const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const Answers = Type.Object({ answers: Type.Array(Type.Object({ value: Type.String(), rows: Type.Array(Type.Record(Type.String(), Cell)) })) })

/** The account in existing-exchange.json of the key folder; null where a city had no exchange before. */
export function existingExchangeAccount(keyFolder: string): Account | null {
  const path = join(keyFolder, 'existing-exchange.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Account) : null
}

/** The existing platform by HTTP, each call signed as our own pushes are: GET /catalogue?after=…, POST /entries/<id>/rows. What it needs otherwise is a connector of its own. 既有共享平台（HTTP） */
export function existingExchangeHttp({ name, url, secret }: Account, { networks, timeout, clock }: Options): ExistingExchange {
  const mayReach = reachable(networks)
  const call = async <S extends TSchema>(shape: S, { bytes, ms }: { bytes: number; ms: number }, path: string, body?: string): Promise<Static<S>> => {
    const method = body === undefined ? 'GET' : 'POST'
    const at = new URL(`${url.replace(/\/$/, '')}${path}`)
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${method} ${at.pathname}${at.search}.${body ?? ''}`).digest('hex')
    const headers = { 'haihe-signature': `t=${seconds},v1=${signature}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await judgedRequest(at, { method, headers, ...(body === undefined ? {} : { body }), mayReach, most: bytes, signal: AbortSignal.timeout(timeout ?? ms) })
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
    const said = read(answer.body.toString('utf8'))
    if (!Value.Check(shape, said)) throw new Error('the answer has not the shape that was agreed')
    return said
  }
  return {
    name,
    catalogue: async (after) => {
      const { entries, next } = await call(Page, bounds.catalogue, `/catalogue${after === null ? '' : `?after=${encodeURIComponent(after)}`}`)
      if (next !== null && next === after) throw new Error('the cursor stands still')
      return { entries: entries.map(({ id, gone = false, ...said }) => ({ id, gone, said })), next }
    },
    rows: async (entry, { field, values }, fields, most) => {
      const { answers } = await call(Answers, bounds.rows, `/entries/${encodeURIComponent(entry)}/rows`, JSON.stringify({ field, values, fields, most: most + 1 }))
      const asked = new Set(values)
      if (answers.some(({ value }) => !asked.delete(value))) throw new Error('the answer is about a key that was not asked, or twice about one') // somebody else's row must not be shown
      // a row that does not bear the key that it was found by is not of this person
      if (answers.some(({ value, rows }) => rows.some((row) => String(row[field] ?? '').toUpperCase() !== value.toUpperCase()))) throw new Error('a row bears another key than was asked')
      const kept = new Set([field, ...fields])
      return new Map(answers.filter(({ rows }) => rows.length > 0).map(({ value, rows }) => [value, rows.length > most ? 'too many' as const : rows.map((row) => Object.fromEntries(Object.entries(row).filter(([named]) => kept.has(named))))]))
    },
  }
}

/** What the parser would say of nonsense repeats a piece of it, which may be somebody's: that is not for a log. */
function read(text: string): unknown {
  try { return JSON.parse(text) } catch { throw new Error('the answer is no JSON') }
}
