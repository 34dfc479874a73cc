import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OfdMaker } from '#systems/licence'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

export type OfdAt = Readonly<{ url: string; secret: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>
const MOST = 20_000_000

/** The city's seal system in ofd-maker.json of the key folder; null where a city has none. */
export function ofdMakerAt(keyFolder: string): OfdAt | null {
  const path = join(keyFolder, 'ofd-maker.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as OfdAt) : null
}

/** A system of layout documents and electronic seals: POST <url>/ofd { number, kind, unit, unit_name, pdf (base64) }, signed as our other calls are; 200 with the bytes of the OFD. The number is the key: the same twice is the same document. 版式文件和电子印章（HTTP） */
export function ofdMakerHttp({ url, secret }: OfdAt, { networks, timeout = 30_000, clock }: Options): OfdMaker {
  const mayReach = reachable(networks)
  return {
    make: async ({ number, kind, unit, unitName, pdf }) => {
      const at = new URL(`${url.replace(/\/$/, '')}/ofd`)
      const body = JSON.stringify({ number, kind, unit, unit_name: unitName, pdf: pdf.toString('base64') })
      const seconds = Math.floor(clock().getTime() / 1000)
      const signature = createHmac('sha256', secret).update(`${seconds}.POST ${at.pathname}.${body}`).digest('hex')
      const answer = await judgedRequest(at, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': number, 'haihe-signature': `t=${seconds},v1=${signature}` }, body, mayReach, most: MOST, signal: AbortSignal.timeout(timeout) })
      if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
      return answer.body
    },
  }
}
