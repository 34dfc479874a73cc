import type { Deed } from '#base/deed'
import { demoMode } from '#base/demo'
import { invalid } from '#base/errors'
import { cityOf, cityToday } from '#primitives/place'
import { checkIdentityNumber, type IdentityNumber, type NumberRules } from './identity-number.ts'
import { party } from '../tables.ts'

/** What identity numbers are judged by here and now. 证件号规则 */
export async function identityRules(deed: Deed, areaCodes: readonly string[]): Promise<NumberRules> {
  const areas = areaCodes.length === 0 ? [] : await party(deed.tx).selectFrom('party.identity_area').select(['code', 'abolished']).where('code', 'in', [...areaCodes]).execute()
  return {
    today: await cityToday(deed), areas: new Map(areas.map((area) => [area.code, area])),
    nobodyArea: (await cityOf(deed)).people_who_do_not_exist?.area_code ?? null, demo: demoMode(),
  }
}

/** The identity number, read and checked, or a refusal with the one reason. 证件号校验 */
export async function requireIdentityNumber(deed: Deed, text: string): Promise<IdentityNumber> {
  const judged = checkIdentityNumber(text, await identityRules(deed, [text.trim().slice(0, 6)]))
  if ('fault' in judged) throw invalid(`party.${judged.fault}`)
  return judged
}
