import { isIP } from 'node:net'
import { judgedAddress, Private } from './reachable.ts'
import { SourceStopped } from '#base/source-stopped'
import type { SourceAddress } from '#systems/transfer'

export type Login = Readonly<{ host: string; port: number; user: string; password: string; database: string; tls: { rejectUnauthorized: boolean; servername?: string } | undefined; options: URLSearchParams }>

/** What a database's address says: `postgres://user@host:port/database?sslmode=require`. The host is judged now and reached by its number, so that its name cannot lead elsewhere afterwards. 数据库连接 */
export async function loginOf({ url: text, secret }: SourceAddress, defaultPort: number, mayReach: (address: string) => boolean): Promise<Login> {
  const url = new URL(text)
  const host = await judgedAddress(url.hostname, mayReach).catch((error: Error) => {
    throw error instanceof Private ? new SourceStopped('transfer.source.private_address', { host: url.hostname }) : error
  })
  const mode = url.searchParams.get('sslmode') ?? 'disable' // `require` encrypts and trusts any certificate, `verify-full` only one that a known authority gave this host
  const named = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0
  if (mode.startsWith('verify') && !named) throw new SourceStopped('transfer.source.name_needed', { host: url.hostname })
  return {
    host, port: Number(url.port || defaultPort), user: decodeURIComponent(url.username), password: secret ?? '', database: decodeURIComponent(url.pathname.slice(1)),
    tls: mode === 'disable' ? undefined : { rejectUnauthorized: mode.startsWith('verify'), ...(named ? { servername: url.hostname } : {}) },
    options: url.searchParams,
  }
}

/** 'schema.table', exactly as the database spells them. */
export function tableOf(name: string, defaultSchema: string): { schema: string; table: string } {
  const dot = name.indexOf('.')
  return dot === -1 ? { schema: defaultSchema, table: name } : { schema: name.slice(0, dot), table: name.slice(dot + 1) }
}
