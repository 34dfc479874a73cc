import { identityCheckDigit } from '#primitives/party'
import { addDays } from '#base/clock'
import { addressIn } from './addresses.ts'
import { openBirths, type Pyramid } from './ages.ts'
import { intoHouseholds } from './households.ts'
import { openNamer, type Sex } from './names.ts'
import { openDice, weighted, type Dice } from './seeded.ts'

export type Community = { path: string, name: string, kind: string, weight: number }
export type Someone = { id: string, householdId: string, name: string, number: string, phone: string | null, address: string, birthYear: number, sex: Sex, divisionPath: string }
export type Plan = { people: number, seed: string, areaCode: string, phonePrefix: string, pyramid: Pyramid, communities: Community[] }

const batch = 4000

/** People who do not exist, household by household; the same plan makes the same people. 虚拟人口 */
export function* generate(plan: Plan): Generator<Someone[]> {
  const dice = openDice(plan.seed)
  const birth = openBirths(plan.pyramid)
  const namer = openNamer()
  const community = weighted(plan.communities.map((one) => [one, one.weight] as const))
  const number = numbersOf(plan.areaCode)
  const phone = phonesOf(plan.phonePrefix)
  let made = 0
  while (made < plan.people) {
    const wanted = Math.min(batch, plan.people - made)
    const out: Someone[] = []
    for (const home of intoHouseholds(Array.from({ length: wanted }, () => birth(dice)), dice)) {
      const householdId = uuidOf(dice, plan.pyramid.as_of)
      const place = community(dice)
      const address = addressIn(place, dice)
      const family = namer.surname(dice)
      for (const { bornOn, age, sex, kin } of home) {
        const given = number(bornOn, sex)
        const birthYear = Number(given.slice(6, 10))
        out.push({
          id: uuidOf(dice, plan.pyramid.as_of), householdId, name: (kin === 'head' ? family : namer.surname(dice)) + namer.given(dice, birthYear, sex), number: given,
          phone: age < 12 || (age > 78 && dice.chance(0.3)) ? null : phone(), address, birthYear, sex, divisionPath: place.path,
        })
      }
    }
    made += out.length
    yield out
  }
}

/** Numbers in order within a day and sex, from 100 up (the cast has the first hundred); a full day passes on to the day before. */
function numbersOf(areaCode: string): (bornOn: string, sex: Sex) => string {
  const used = new Map<string, number>()
  return (bornOn, sex) => {
    for (let day = bornOn; ; day = addDays(day, -1)) {
      const key = day + sex
      const serial = used.get(key) ?? (sex === 'male' ? 101 : 100)
      if (serial > 999) continue
      used.set(key, serial + 2)
      const first17 = areaCode + day.replaceAll('-', '') + String(serial)
      return first17 + identityCheckDigit(first17)
    }
  }
}

/** Telephones under a prefix that nobody has, scattered but never twice before the range is used up. */
function phonesOf(prefix: string): () => string {
  const digits = 11 - prefix.length
  const range = 9 * 10 ** (digits - 1)
  let at = 0
  return () => prefix + String(10 ** (digits - 1) + (at++ * 7919) % range) // the cast's begin with a zero after the prefix; 7919 shares no factor with the range
}

/** A UUIDv7 of the plan's own day, so that ids come out the same too. */
function uuidOf(dice: Dice, day: string): string {
  const hex = (digits: number): string => Math.floor(dice.next() * 16 ** digits).toString(16).padStart(digits, '0')
  const milliseconds = (Date.parse(day) + Math.floor(dice.next() * 86_400_000)).toString(16).padStart(12, '0')
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${hex(3)}-${'89ab'[dice.below(4)]}${hex(3)}-${hex(6)}${hex(6)}`
}
