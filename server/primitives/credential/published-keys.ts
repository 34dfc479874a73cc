import type { Deed } from '#base/deed'
import { unitsFor } from '#primitives/party'
import { contributedCredentials, type CredentialKind } from '#primitives/registry'
import { credentialRules } from './city-rules.ts'
import { signedList } from './signed-list.ts'
import { signingKey, signingKeys } from './signing-keys.ts'
import { foreignKey } from './trusted-issuers.ts'
import type { HealthRule, KeyList, PublishedKind } from './verifier/trust.ts'
import type { SignedList } from './verifier/open-list.ts'
import { bothWords } from './words-here.ts'

/** What every verifier must know: public keys with their lives, kinds with their words, and whose foreign certificates the city believes. 公钥公布 */
export async function keyList(deed: Deed): Promise<Omit<KeyList, 'at'>> {
  const { city, name, algorithm, key_days: days, trusted = [], rules = [] } = await credentialRules(deed)
  signingKey(algorithm, deed.now, days) // a city has a key before it has a licence, so that verifiers hold it in time
  const kinds = await Promise.all(contributedCredentials().map((kind) => publishedKind(deed, kind)))
  return { city, name, keys: signingKeys(deed.now).map(({ published }) => published), kinds, trusted: trusted.map(foreignKey), rules: rules as HealthRule[] }
}

export async function publishedKeys(deed: Deed): Promise<SignedList> {
  const list = await keyList(deed)
  return signedList('keys', JSON.stringify(list), deed.now, () => list)
}

async function publishedKind(deed: Deed, { id, claims, facts, issuedBy }: CredentialKind): Promise<PublishedKind> {
  const [home, name] = id.split('.') as [string, string]
  const [unit] = await unitsFor(deed, { role: issuedBy, divisionPath: '' })
  const texts = `${home}.credential.${name}`
  const said = [...Object.entries(claims), ...Object.entries(facts)]
  return { id, title: bothWords(`${texts}.title`), issuer: unit?.name ?? '', claims: said.map(([claim, { number, type }]) => ({ number, name: claim, type, label: bothWords(`${texts}.${claim}`) })) }
}
