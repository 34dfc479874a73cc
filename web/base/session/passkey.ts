import { api } from '../api/api.ts'
import { whoNow } from './session.ts'

export const passkeysHere = (): boolean => typeof window !== 'undefined' && 'PublicKeyCredential' in window

type Asked = { challengeId: string, options: Parameters<(typeof import('@simplewebauthn/browser'))['startAuthentication']>[0]['optionsJSON'] }

/** Logs in by a passkey of this device; the library is fetched only then (通行密钥). */
export const logInByPasskey = async (): Promise<void> => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { challengeId, options } = await api.post<Asked>('/sessions/passkey-options')
  const { clientExtensionResults: _, ...response } = await startAuthentication({ optionsJSON: options })
  await api.post('/sessions', { passkey: { challengeId, response: { ...response, clientExtensionResults: {} } } })
  await whoNow()
}
