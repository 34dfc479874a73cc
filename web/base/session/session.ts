import { ref } from 'vue'
import type { Who } from '#contracts/access'
import type { City } from '#contracts/place'
import { api, onLostSession } from '../api/api.ts'
import { asRefusal } from '../api/refusal.ts'
import { zone } from '../clock/use-clock.ts'

export type { Who }
/** The city as the server tells it; a base map only where one with an approval number is configured. */
export type CityFacts = City & { map?: { tiles: string, approval: string } | null }
export type Credentials = { login: string, password: string, totp?: string } | { phone: string, code: string, account?: string }

/** Who is at the device; null until told, and after logging out (当前用户). */
export const who = ref<Who | null>(null)
export const city = ref<CityFacts | null>(null)
const leaving = new Set<() => Promise<void> | void>()

/** What must be done before a person leaves the device, such as locking drafts. */
export const onLogout = (act: () => Promise<void> | void): void => { leaving.add(act) }

export const may = (permission: string | undefined): boolean =>
  permission === undefined || permission === 'public' || (who.value !== null && who.value.stage === 'full' && (permission === 'session' || who.value.permissions.includes(permission)))

const kept = (key: string): unknown => { try { return JSON.parse(localStorage.getItem(key) ?? 'null') } catch { return null } }
const hold = (key: string, value: unknown): void => { try { if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, JSON.stringify(value)) } catch { /* asked again next time */ } }

const keep = (found: Who | null): void => {
  who.value = found
  hold('haihe.who', found)
}
const keepCity = (found: CityFacts | null): void => {
  if (found === null) return
  city.value = found
  zone.value = found.zone
  hold('haihe.city', found)
}

/** Asks who we are and which city this is; without a network the last answers serve until the session would have ended,
 *  and `grace` milliseconds longer where work goes on offline: what is recorded then is judged by the server when it arrives. */
export const startSession = async (grace = 0): Promise<void> => {
  const lastWho = (): void => {
    const last = kept('haihe.who') as Who | null
    keep(last !== null && Date.parse(last.expiresAt) + grace > Date.now() ? last : null)
  }
  const facts = api.get<CityFacts>('/city').then(keepCity, () => { keepCity(kept('haihe.city') as CityFacts | null) })
  const asked = api.get<{ who: Who | null }>('/session').then(found => { keep(found.who) }, error => { if (asRefusal(error).code === 'offline') lastWho(); else keep(null) })
  await Promise.all([facts, asked])
  onLostSession(() => { keep(null) })
}

/** Logs in, and asks who that is; staff without a second factor are in the enrolling stage and may do nothing else yet. */
export const logIn = async (credentials: Credentials): Promise<void> => {
  await api.post('/sessions', credentials)
  await whoNow()
}

export const whoNow = async (): Promise<Who | null> => {
  keep((await api.get<{ who: Who | null }>('/session')).who)
  return who.value
}

export const logOut = async (): Promise<void> => {
  for (const act of leaving) await act()
  await api.remove('/sessions/current').catch(() => undefined)
  keep(null)
}
