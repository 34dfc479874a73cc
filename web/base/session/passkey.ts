import { api } from '../api/api.ts'
import { startSession } from './session.ts'

export const passkeysHere = (): boolean => typeof window !== 'undefined' && 'PublicKeyCredential' in window

/** Logs in by a passkey of this device; the library is fetched only then (通行密钥). */
export const logInByPasskey = async (): Promise<void> => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const optionsJSON = await api.post<Parameters<typeof startAuthentication>[0]['optionsJSON']>('/session/passkey/options')
  await api.post('/session/passkey', await startAuthentication({ optionsJSON }))
  await startSession()
}
