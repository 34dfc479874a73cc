import { api } from '../api/api.ts'

const key = 'haihe.login.to'
/** The browser leaves for a platform where the person logs in; `to` is where it goes on afterwards (去外部登录). */
export const goElsewhere = async (provider: string, to: string): Promise<void> => {
  const { url } = await api.post<{ url: string }>(`/account/providers/${provider}/begin`, {})
  sessionStorage.setItem(key, to)
  location.assign(url)
}
/** Where it was to go on. */
export const backFromElsewhere = (): string => {
  const to = sessionStorage.getItem(key) ?? '/'
  sessionStorage.removeItem(key)
  return to.startsWith('/') && !to.startsWith('//') ? to : '/'
}
