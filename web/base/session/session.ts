import { computed, ref } from 'vue'
import type { City } from '#contracts/place'
import { api, onLostSession } from '../api/api.ts'
import { zone } from '../clock/use-clock.ts'

/** What the server tells of who logged in; 'enrol' is a staff member who has no second factor yet. */
export type Who = {
  id: string, kind: 'staff' | 'person', name: string, login: string | null, stage: 'enrol' | 'full', mustChangePassword: boolean, totp: boolean,
  postId: string | null, postTitle: string | null, departmentId: string | null, departmentName: string | null, divisionPath: string | null,
  permissions: string[], divisions: { code: string, name: string, path: string }[]
}
/** The city as the server tells it; a base map only where one with an approval number is configured. */
export type CityFacts = City & { map?: { tiles: string, approval: string } | null }
export type Credentials = { login: string, password: string, totp?: string } | { phone: string, code: string }

/** Who is at the device; null until told, and after logging out (当前用户). */
export const who = ref<Who | null>(null)
export const city = ref<CityFacts | null>(null)
const known = ref(false)
export const sessionKnown = computed(() => known.value)
const leaving = new Set<() => Promise<void> | void>()

/** What must be done before a person leaves the device, such as locking drafts. */
export const onLogout = (act: () => Promise<void> | void): void => { leaving.add(act) }

export const may = (permission: string | undefined): boolean =>
  permission === undefined || permission === 'public' || (who.value !== null && who.value.stage === 'full' && (permission === 'session' || who.value.permissions.includes(permission)))

const keep = (found: Who | null): void => {
  who.value = found
  known.value = true
  try { if (found === null) sessionStorage.removeItem('haihe.who'); else sessionStorage.setItem('haihe.who', JSON.stringify(found)) } catch { /* asked again next time */ }
}

/** Asks who we are and which city this is; offline the last answer of this tab serves. */
export const startSession = async (): Promise<void> => {
  const facts = api.get<CityFacts>('/city').then(found => { city.value = found; zone.value = found.zone }, () => undefined)
  const asked = api.get<{ who: Who | null }>('/session').then(found => { keep(found.who) }, () => {
    const kept = sessionStorage.getItem('haihe.who')
    keep(kept === null ? null : JSON.parse(kept) as Who)
  })
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
