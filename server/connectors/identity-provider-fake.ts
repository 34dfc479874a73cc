import { randomBytes } from 'node:crypto'
import type { Identified, IdentityProvider } from '#systems/account'

/** One for each code that is asked for. */
export function identityProvidersFake(): (code: string) => IdentityProvider {
  const made = new Map<string, IdentityProvider>()
  return (code) => {
    const one = made.get(code) ?? identityProviderFake(code)
    made.set(code, one)
    return one
  }
}

/** A platform on which one chooses who of the demo one is; its page is the demo's own. 外部身份（模拟） */
function identityProviderFake(code: string): IdentityProvider {
  const codes = new Map<string, { identified: Identified; state: string }>()
  return {
    begin: async ({ state, redirect }) => `/login/demo/${code}?${new URLSearchParams({ state, redirect }).toString()}`,
    async finish({ state }, query) {
      const shown = new URLSearchParams(query).get('code') ?? ''
      const known = codes.get(shown)
      codes.delete(shown)
      return known?.state === state ? known.identified : null
    },
    vouch(identified, { state }) {
      if (codes.size > 1000) codes.clear()
      const shown = randomBytes(16).toString('base64url')
      codes.set(shown, { identified, state })
      return shown
    },
  }
}
