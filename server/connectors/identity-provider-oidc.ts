import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allowInsecureRequests, authorizationCodeGrant, AuthorizationResponseError, buildAuthorizationUrl, calculatePKCECodeChallenge, customFetch, discovery, enableNonRepudiationChecks, fetchUserInfo, ResponseBodyError, type Configuration, type CustomFetch } from 'openid-client'
import type { IdentityProvider, Identified } from '#systems/account'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

/** `claims`: what the platform calls name and number of a person, and code, name and head's number of a firm. */
export type IdentityProviderAccount = Readonly<{ issuer: string; client: string; secret: string; scope: string; claims: Readonly<{ name?: string; number?: string; creditCode?: string; firmName?: string; headNumber?: string }> }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number }>
const MOST_BYTES = 1_000_000

/** The accounts in identity-providers.json of the key folder, by the provider's code in account.yaml. */
export function identityProviderAccounts(keyFolder: string): Record<string, IdentityProviderAccount> {
  const path = join(keyFolder, 'identity-providers.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, IdentityProviderAccount>) : {}
}

/** A platform that speaks OpenID Connect: code flow with PKCE, state and nonce (openid-client, certified). One that speaks something else needs a connector of its own. 外部身份（OpenID Connect） */
export function identityProviderOidc({ issuer, client, secret, scope, claims }: IdentityProviderAccount, { networks, timeout = 10_000 }: Options): IdentityProvider {
  const mayReach = reachable(networks)
  const judgedFetch: CustomFetch = async (url, { method, headers, body }) => {
    const answer = await judgedRequest(new URL(url), { method: method as 'GET' | 'POST', headers, ...(body === null || body === undefined ? {} : { body: String(body) }), mayReach, most: MOST_BYTES, signal: AbortSignal.timeout(timeout) })
    const told = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]))
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: told })
  }
  const onThisMachine = new URL(issuer).hostname === '127.0.0.1' // a test's; anything else is asked under TLS only
  let known: Promise<Configuration> | null = null
  const configuration = (): Promise<Configuration> => {
    known ??= discovery(new URL(issuer), client, secret, undefined, { [customFetch]: judgedFetch, execute: [enableNonRepudiationChecks, ...(onThisMachine ? [allowInsecureRequests] : [])] }).catch((error: unknown) => { known = null; throw error })
    return known
  }
  return {
    async begin({ state, nonce, verifier, redirect }) {
      const at = await configuration()
      return buildAuthorizationUrl(at, { redirect_uri: redirect, scope, state, nonce, code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }).href
    },
    async finish({ state, nonce, verifier, redirect }, query) {
      const at = await configuration()
      try {
        const tokens = await authorizationCodeGrant(at, new URL(`${redirect}?${query}`), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
        const subject = tokens.claims()!.sub
        return identifiedBy({ ...tokens.claims(), ...at.serverMetadata().userinfo_endpoint === undefined ? {} : await fetchUserInfo(at, tokens.access_token, subject) }, subject, claims)
      } catch (error) {
        if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return null // it says no
        throw error
      }
    },
  }
}

function identifiedBy(said: Readonly<Record<string, unknown>>, subject: string, claims: IdentityProviderAccount['claims']): Identified {
  const text = (name: string | undefined): string | null => { const value = name === undefined ? undefined : said[name]; return typeof value === 'string' && value.trim() !== '' ? value.trim() : null }
  const [creditCode, firmName] = [text(claims.creditCode), text(claims.firmName)]
  return { subject, name: text(claims.name), number: text(claims.number)?.toUpperCase() ?? null, firm: creditCode === null ? null : { creditCode, name: firmName ?? creditCode, headNumber: text(claims.headNumber)?.toUpperCase() ?? null } }
}
