import { api } from '../../../base/api/api.ts'
import { text } from '../../../base/texts/texts.ts'

type Asked = { challengeId: string, options: Parameters<(typeof import('@simplewebauthn/browser'))['startRegistration']>[0]['optionsJSON'] }

/** Makes a passkey on this device; the library is fetched only then (注册通行密钥). */
export const makePasskey = async (): Promise<void> => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { challengeId, options } = await api.post<Asked>('/session/passkeys/options')
  const { clientExtensionResults: _, ...response } = await startRegistration({ optionsJSON: options })
  await api.post('/session/passkeys', { challengeId, name: text('access.own.thisDevice'), response: { ...response, clientExtensionResults: {} } })
}
