import { createHash, createHmac } from 'node:crypto'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { accountSettings, type AccountSettings, type ProviderSettings } from '../account-settings.ts'
import { account } from '../tables.ts'
import { providerHere, type IdentityProvider, type ProviderLogin } from './identity-provider.ts'

const MINUTES = 10
/** State, nonce and verifier follow from a token that only the browser has: what comes back in another browser is nobody's login. */
export function loginOf(token: string, redirect: string): ProviderLogin {
  const part = (word: string): string => createHmac('sha256', token).update(word).digest('base64url')
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier'), redirect }
}
const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Providers that can be used here. */
export const offered = ({ providers = [] }: AccountSettings): Pick<ProviderSettings, 'code' | 'name' | 'english' | 'kind'>[] => providers.filter(({ code }) => providerHere(code)).map(({ code, name, english, kind }) => ({ code, name, english, kind }))

/** A provider that the city's folder names and a connector serves. */
export async function requireProvider(deed: Pick<Deed, 'tx'>, code: string): Promise<{ settings: ProviderSettings; provider: IdentityProvider }> {
  const settings = (await accountSettings(deed)).providers?.find((one) => one.code === code)
  const provider = providerHere(code)
  if (!settings || !provider) throw notFound('account.provider_unknown')
  return { settings, provider }
}

/** Writes down that a browser went to a provider; what nobody came back from goes. 去外部登录 */
export async function beginLogin(deed: Deed, code: string, token: string): Promise<IdentityProvider> {
  const { provider } = await requireProvider(deed, code)
  await account(deed.tx).deleteFrom('account.provider_login').where('expires_at', '<', deed.now).execute()
  await account(deed.tx).insertInto('account.provider_login').values({ digest: digestOf(token), provider: code, expires_at: new Date(deed.now.getTime() + MINUTES * 60_000) }).execute()
  return provider
}

/** Takes the one answer that a login may have; null where there is none to be had. */
export async function takeLogin(deed: Deed, code: string, token: string): Promise<Awaited<ReturnType<typeof requireProvider>> | null> {
  const known = await requireProvider(deed, code)
  const row = await account(deed.tx).deleteFrom('account.provider_login').where('digest', '=', digestOf(token)).where('provider', '=', code).where('expires_at', '>=', deed.now).returning('provider').executeTakeFirst()
  return row ? known : null
}
