import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** Everything that the environment may say. The table in README.md is this type. 配置 */
export type Config = Readonly<{
  port: number
  host: string
  data: string
  keys: string
  city: string
  demo: boolean
  databaseUrl: string
  databaseOwnerUrl: string
  connections: number
  /** Address ranges of the city's own network in which units' systems are told; any other private address is refused. */
  networks: readonly string[]
  /** login:name of system, security and audit administrator, for a city that has no staff account yet. */
  administrators?: string | undefined
}>

/** Reads the environment; says which variable is wrong and what it should be. */
export function readConfig(env: NodeJS.ProcessEnv, embedded: boolean): Config {
  const port = Number(env.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT must be a number from 0 to 65535, not '${env.PORT}'`)
  const data = resolve(env.HAIHE_DATA ?? './data')
  const city = env.HAIHE_CITY ?? ''
  if (!/^[a-z0-9-]{1,40}$/.test(city)) throw new Error(`HAIHE_CITY must be the name of a folder in cities/, not '${city}'`)
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set')
  if (!env.DATABASE_OWNER_URL) throw new Error('DATABASE_OWNER_URL is not set: migrations and partitions need a role that owns the tables')
  return {
    port,
    host: env.HOST ?? '0.0.0.0',
    data,
    keys: resolve(env.HAIHE_KEYS ?? `${data}/keys`),
    city,
    demo: env.HAIHE_DEMO === undefined ? embedded : env.HAIHE_DEMO === '1',
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    connections: 16,
    networks: networksOf(env.HAIHE_NETWORKS ?? ''),
    administrators: env.HAIHE_ADMINISTRATORS,
  }
}

const networksOf = (text: string): string[] => {
  const ranges = text.split(',').map((one) => one.trim()).filter((one) => one !== '')
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/')
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (isIP(address) === 4 ? 32 : 128)) throw new Error(`HAIHE_NETWORKS must be ranges such as 10.20.0.0/16, not '${range}'`)
  }
  return ranges
}
