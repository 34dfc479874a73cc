/** The raw engine for rows with personal data: the same algorithms by node:crypto as its manual shows them, and COPY into tables with the same indexes; no judging, no rejects, no comparing, no wall, no proof. */
import { createCipheriv, createHmac, createSecretKey, hash, randomBytes, randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** What is sealed of a row: its JSON, and what its indexes are made of, the whole key first. */
export type Sealing = Readonly<{ text: string; row: string; keys: readonly string[] }>
const [mac, cipher] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(16))]
const digest = (message: string | Buffer): Buffer => createHmac('sm3', mac).update(message).digest()
function seal(text: string): Buffer {
  const iv = randomBytes(16)
  const stream = createCipheriv('sm4-ctr', cipher, iv)
  const head = Buffer.concat([Buffer.from([1, 1]), iv, stream.update(text), stream.final()])
  return Buffer.concat([head, digest(head)])
}
const sealedOf = ({ text, row, keys }: Sealing) => ({ sealed: seal(text), row: digest(row), content: digest(text), keys: keys.map(digest) })
const secondsOf = (work: () => void): number => {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000_000
}

/** Rows that one processor seals in a second, and does nothing else: by a call for each value, and by the bare blocks of OpenSSL's SM3 and SM4, all in one buffer. */
export function sealingAlone(of: (at: number) => Sealing): { calls: number; blocks: number } {
  const rows = Array.from({ length: 20_000 }, (_, at) => of(at))
  const padded = (message: string): number => 64 * (Math.ceil((Buffer.byteLength(message) + 9) / 64) + 1) // the inside, and one block for the outside: the states of the key are known
  const sm3 = Buffer.alloc(rows.reduce((sum, { text, row, keys }) => sum + [text, row, `${' '.repeat(18)}${text}`, ...keys].reduce((all, one) => all + padded(one), 0), 0))
  const sm4 = Buffer.alloc(rows.reduce((sum, { text }) => sum + 16 * Math.ceil(Buffer.byteLength(text) / 16), 0))
  const blocks = secondsOf(() => { hash('sm3', sm3); createCipheriv('sm4-ecb', cipher, null).setAutoPadding(false).update(sm4) })
  return { calls: rows.length / secondsOf(() => { for (const row of rows) sealedOf(row) }), blocks: rows.length / blocks }
}

/** Rows a second, sealed and copied in as fast as they come. */
export async function rawSealed(owner: pg.Pool, { rows, chunk, of }: { rows: number; chunk: number; of: (at: number) => Sealing }): Promise<number> {
  const client = await owner.connect()
  try {
    await client.query('drop table if exists public.raw_sealed, public.raw_index; create table public.raw_sealed (id uuid primary key, digest bytea unique, sealed bytea, content bigint); create table public.raw_index (digest bytea, row_id uuid, primary key (digest, row_id)); create index on public.raw_index (row_id)')
    const copy = (table: string, lines: string[]) => pipeline(Readable.from([lines.join('')]), client.query(copyFrom(`copy public.${table} from stdin`)))
    const began = performance.now()
    for (let at = 0; at < rows; at += chunk) {
      const some = Array.from({ length: Math.min(chunk, rows - at) }, (_, i) => ({ id: randomUUIDv7(), ...sealedOf(of(at + i)) }))
      await client.query('begin')
      await copy('raw_sealed', some.map(({ id, row, sealed, content }) => `${id}\t\\\\x${row.toString('hex')}\t\\\\x${sealed.toString('hex')}\t${content.readBigInt64BE()}\n`))
      await copy('raw_index', some.flatMap(({ id, keys }) => keys.map((key) => `\\\\x${key.toString('hex')}\t${id}\n`)))
      await client.query('commit')
    }
    return rows / ((performance.now() - began) / 1000)
  } finally { client.release() }
}
