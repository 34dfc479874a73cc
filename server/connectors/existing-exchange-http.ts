import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { ExistingExchange } from '#systems/front'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

type Account = Readonly<{ name: string; url: string; secret: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>
const [MOST_BYTES, MOST_ENTRIES] = [10_000_000, 1000]

const Page = Type.Object({ entries: Type.Array(Type.Intersect([Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }), gone: Type.Optional(Type.Boolean()) }), Type.Record(Type.String(), Type.Unknown())]), { maxItems: MOST_ENTRIES }), next: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()]) })

/** The account in existing-exchange.json of the key folder; null where a city had no exchange before. */
export function existingExchangeAccount(keyFolder: string): Account | null {
  const path = join(keyFolder, 'existing-exchange.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Account) : null
}

/** The existing platform by HTTP, each call signed as our own pushes are: GET /catalogue?after=…. What it needs otherwise is a connector of its own. 既有共享平台（HTTP） */
export function existingExchangeHttp({ name, url, secret }: Account, { networks, timeout = 20_000, clock }: Options): ExistingExchange {
  const mayReach = reachable(networks)
  return {
    name,
    catalogue: async (after) => {
      const at = new URL(`${url.replace(/\/$/, '')}/catalogue${after === null ? '' : `?after=${encodeURIComponent(after)}`}`)
      const seconds = Math.floor(clock().getTime() / 1000)
      const signature = createHmac('sha256', secret).update(`${seconds}.GET ${at.pathname}${at.search}.`).digest('hex')
      const answer = await judgedRequest(at, { method: 'GET', headers: { 'haihe-signature': `t=${seconds},v1=${signature}` }, mayReach, most: MOST_BYTES, signal: AbortSignal.timeout(timeout) })
      if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
      const said: unknown = JSON.parse(answer.body.toString('utf8'))
      if (!Value.Check(Page, said)) throw new Error('the answer has not the shape that was agreed')
      if (said.next !== null && said.next === after) throw new Error('the cursor stands still')
      return { entries: said.entries.map(({ id, gone = false, ...rest }) => ({ id, gone, said: rest })), next: said.next }
    },
  }
}
