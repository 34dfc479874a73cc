import type { Deed } from '#base/deed'
import { cityOf, type CitySettings } from '#primitives/place'

/** What city.yaml says of licences: algorithm, life of a key, life of a shown code. 凭证设置 */
export async function credentialRules(deed: Deed): Promise<NonNullable<CitySettings['credentials']> & { city: string; name: string; zone: string }> {
  const { credentials, code, name, zone } = await cityOf(deed)
  if (!credentials) throw new Error('city.yaml says nothing of credentials: this city signs none')
  return { ...credentials, city: code, name, zone }
}
