import { createHash, createHmac } from 'node:crypto'
import { SourceStopped } from '#base/source-stopped'
import type { Delivery, SourceAddress, SourceColumn, Target, TextRow } from '#systems/transfer'
import { judgedRequest, TooLong, type Answer } from './judged-request.ts'
import { Private } from './reachable.ts'

type Options = Readonly<{ mayReach(address: string): boolean; clock: () => Date; timeout?: number }>
type Told = Readonly<{ rows: number; sha256: string }>

/** So many rows and about so many bytes a message. */
const MOST_ROWS = 1000
const MOST_BYTES = 4_000_000
const MOST_ANSWER = 100_000
const TIMEOUT = 60_000

/*
 * A receiver of a unit's own: each message is a POST, signed as our pushes are (`haihe-signature: t=…,v1=…`, an HMAC-SHA256 with the secret over `t.body`), with an Idempotency-Key of delivery and number: sent again it bears the same key and the same bytes.
 *   {"kind":"rows","delivery":…,"chunk":1,"part":1,"keys":["code"],"rows":[{…}]}          part: a chunk that was too large for one message comes in several
 *   {"kind":"removed","delivery":…,"part":1,"keys":["code"],"rows":[{"code":…}]}          what an earlier delivery brought and the grant gives no more
 *   {"kind":"finished","delivery":…,"rows":1500,"messages":2}
 * It answers each but the last with {"rows": how many it took, "sha256": hex of the body it got}, and the last with {"rows": how many it has of this delivery, "sha256": hex of the SHA-256 over the hex sums of its messages of rows, joined in their order}.
 */
export function httpTarget({ url, table, secret }: SourceAddress, { mayReach, clock, timeout = TIMEOUT }: Options): Target {
  if (!secret) throw new SourceStopped('transfer.target.secret_needed')
  const at = new URL(url)
  const path = table.replace(/^\/+/, '')
  const address = path === '' ? at : new URL(`${at.href.replace(/\/$/, '')}/${path}`)
  if (address.origin !== at.origin) throw new SourceStopped('transfer.source.next_elsewhere', { host: address.host })
  const on = new AbortController() // closing ends what is under way
  const sums = createHash('sha256')
  let [delivery, messages, removals]: [Delivery | null, number, number] = [null, 0, 0]

  const post = async (body: string, key: string): Promise<Told> => {
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key, 'haihe-delivery': delivery!.id, 'haihe-signature': `t=${seconds},v1=${signature}` }
    const answer = await judgedRequest(address, { method: 'POST', headers, body, mayReach, most: MOST_ANSWER, signal: AbortSignal.any([on.signal, AbortSignal.timeout(timeout)]) }).catch((error: Error) => {
      if (error instanceof Private) throw new SourceStopped('transfer.source.private_address', { host: address.hostname.replace(/^\[|\]$/g, '') })
      if (error instanceof TooLong) throw new SourceStopped('transfer.target.not_acknowledged')
      throw error
    })
    return toldIn(answer)
  }
  /** What it took must be what it was sent, to the byte. */
  const give = async (body: string, key: string, rows: number): Promise<void> => {
    const told = await post(body, key)
    if (told.rows !== rows || told.sha256 !== sumOf(body)) throw new SourceStopped('transfer.target.not_acknowledged')
  }

  return {
    columns: async () => null,
    async write(_columns, keys, rows, { number, again } = { number: 0, again: false }) {
      for (const [place, some] of partsOf(rows.map((row) => objectOf(delivery!.columns, row))).entries()) {
        const body = JSON.stringify({ kind: 'rows', delivery: delivery!.id, chunk: number, part: place + 1, keys, rows: some })
        if (!again) await give(body, `${delivery!.id}-${number}-${place + 1}`, some.length)
        sums.update(sumOf(body))
        messages += 1
      }
    },
    async remove(keys, rows) {
      const { columns } = delivery!
      for (const some of partsOf(rows.map((row) => objectOf(keys.map((key) => columns.find(({ name }) => name === key)!), row)))) {
        removals += 1
        await give(JSON.stringify({ kind: 'removed', delivery: delivery!.id, part: removals, keys, rows: some }), `${delivery!.id}-removed-${removals}`, some.length)
      }
    },
    whole: {
      async begin(begun) { delivery = begun },
      async acknowledged(rows) {
        const { rows: there, sha256 } = await post(JSON.stringify({ kind: 'finished', delivery: delivery!.id, rows, messages }), `${delivery!.id}-finished`)
        return { sent: { rows, content: sums.digest('hex').slice(0, 16) }, there: { rows: there, content: sha256.slice(0, 16) } }
      },
    },
    close: async () => on.abort(),
  }
}

const sumOf = (body: string): string => createHash('sha256').update(body).digest('hex')

/** Numbers and truth as such where JSON holds them whole, all else text. */
const objectOf = (columns: readonly SourceColumn[], row: TextRow): Record<string, unknown> => Object.fromEntries(columns.map(({ name, type }, at) => [name, jsonOf(type, row[at] ?? null)]))
function jsonOf(type: string, text: string | null): string | number | boolean | null {
  if (text !== null && type === 'integer' && String(Number(text)) === text && Number.isSafeInteger(Number(text))) return Number(text)
  return text !== null && type === 'boolean' ? text === 'true' : text
}

function partsOf<T extends object>(rows: readonly T[]): T[][] {
  const parts: T[][] = []
  let bytes = Infinity
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row))
    if (size > MOST_BYTES) throw new SourceStopped('transfer.target.row_too_large', { megabytes: MOST_BYTES / 1_000_000 })
    if (bytes + size > MOST_BYTES || parts.at(-1)!.length === MOST_ROWS) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)!.push(row)
    bytes += size
  }
  return parts
}

function toldIn({ status, body }: Answer): Told {
  if (status >= 300 && status < 400) throw new SourceStopped('transfer.source.moved', { status })
  if (status >= 500 || [408, 425, 429].includes(status)) throw new Error(`HTTP ${status}`)
  if (status >= 400) throw new SourceStopped('transfer.target.refused', { status })
  try {
    const { rows, sha256 } = JSON.parse(body.toString('utf8')) as Partial<Told>
    if (Number.isSafeInteger(rows) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) return { rows: rows!, sha256 }
  } catch { /* said below, as of any other answer that acknowledges nothing */ }
  throw new SourceStopped('transfer.target.not_acknowledged')
}
