/** What a provider says of whoever logged in there. `subject` is the provider's own name for them, never given to anybody else; a firm comes with the number of its head. 外部身份 */
export type Identified = Readonly<{ subject: string; name: string | null; number: string | null; firm: Readonly<{ creditCode: string; name: string; headNumber: string | null }> | null }>
/** What ties an answer to the browser that asked: none of it is kept by the city. */
export type ProviderLogin = Readonly<{ state: string; nonce: string; verifier: string; redirect: string }>

/** A platform that knows who somebody is: one way to log in among several, never the only one. 统一身份认证 */
export type IdentityProvider = Readonly<{
  /** Where the browser goes. */
  begin(login: ProviderLogin): Promise<string>
  /** What the provider vouches for; null where it does not. `query` is what the browser came back with. */
  finish(login: ProviderLogin, query: string): Promise<Identified | null>
  /** Only in the demo: takes somebody who does not exist for logged in, and answers the code that the browser comes back with. */
  vouch?(identified: Identified, login: Readonly<{ state: string }>): string
}>

type ByCode = (code: string) => IdentityProvider | undefined
let here: ByCode = () => undefined
/** Providers by their code in the city's account.yaml; one that no connector serves is not offered. */
export function useIdentityProviders(providers: ByCode): void { here = providers }
export const providerHere: ByCode = (code) => here(code)
