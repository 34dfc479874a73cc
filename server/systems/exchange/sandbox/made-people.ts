import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { identityCheckDigit } from '#primitives/party'
import { cityOf } from '#primitives/place'

export type MadePerson = Readonly<{ place: number; name: string; number: string; bornOn: string; phone: string; address: string }>
export type Nobody = Readonly<{ area: string; phonePrefix: string }>
export const PEOPLE = 100
const families = [...'李王张刘陈杨赵黄周吴']
const given = [...'安宁平和康静明文华清']
const two = (number: number): string => String(number).padStart(2, '0')

/** The area of people who do not exist, as the city says; without one there is no sandbox. */
export async function nobodyOf(deed: Deed): Promise<Nobody> {
  const nobody = (await cityOf(deed)).people_who_do_not_exist
  if (!nobody) throw conflict('exchange.no_sandbox')
  return { area: nobody.area_code, phonePrefix: nobody.phone_prefix }
}

/** A hundred people who do not exist, always the same: numbers with right check digits in an area that no district has, telephones that no operator gives. 沙箱人员 */
export const madePeople = ({ area, phonePrefix }: Nobody): MadePerson[] => Array.from({ length: PEOPLE }, (_, place) => {
  const bornOn = `${1945 + ((place * 7) % 61)}-${two(1 + (place % 12))}-${two(1 + ((place * 5) % 28))}`
  const first17 = `${area}${bornOn.replaceAll('-', '')}${500 + place}`
  return {
    place, name: `${families[place % 10]!}测${given[Math.floor(place / 10)]!}`, number: first17 + identityCheckDigit(first17), bornOn, phone: `${phonePrefix}${String(90_000_000 + place).slice(0, 11 - phonePrefix.length)}`, address: `测试路${place + 1}号`,
  }
})

/** So many rows a person has in every entry: most one, so that a program meets each case. */
export const rowsOf = (place: number): number => (place % 10 === 9 ? 0 : place % 10 === 8 ? 3 : place === MANY ? 21 : 1)
const MANY = 50
