import type { Config } from '#base/config'
import { serverProcess, type ServerProcess } from './city-process.ts'
import { sessionBeside } from './stories.ts'

/** What a process of its own needs to serve a database of the tests. */
export const envOf = ({ data, keys, city, databaseUrl, databaseOwnerUrl }: Config): Record<string, string> =>
  ({ PORT: '0', HOST: '127.0.0.1', HAIHE_DATA: data, HAIHE_KEYS: keys, HAIHE_CITY: city, HAIHE_DEMO: '1', HAIHE_NETWORKS: '127.0.0.0/8', DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl })

export const serversOf = (config: Config, count: number): ServerProcess[] => Array.from({ length: count }, () => serverProcess(envOf(config)))

/** Requests to a server over its socket, as a member of the cast; what is refused throws. */
export async function clientOf(env: Readonly<Record<string, string>>, login: string): Promise<<T>(address: string, method: 'GET' | 'POST', url: string, body?: object) => Promise<T>> {
  const cookie = await sessionBeside(env, login)
  return async <T>(address: string, method: 'GET' | 'POST', url: string, body?: object) => {
    const told = body instanceof FormData ? { body } : { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } }
    const answer = await fetch(address + url, { method, ...(method === 'POST' ? told : {}), headers: { cookie, ...(method === 'POST' && 'headers' in told ? told.headers : {}) } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 300)}`)
    return JSON.parse(text) as T
  }
}
