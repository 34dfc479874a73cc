import { addDays } from '#base/clock'
import { weighted, type Dice } from './seeded.ts'

export type Pyramid = { as_of: string, ages: [number, number][], oldest: number, female_share: number }
export type Birth = { bornOn: string, age: number, sex: 'female' | 'male' }

/** Draws age, sex and birthday of one person: shares of the census's bands, the very old mostly women. */
export function openBirths({ as_of, ages, oldest, female_share }: Pyramid): (dice: Dice) => Birth {
  const bands = ages.map(([from], at) => [from, ages[at + 1]?.[0] ?? oldest + 1] as const)
  const band = weighted(ages.map(([, share], at) => [bands[at]!, share] as const))
  return (dice) => {
    const [from, to] = band(dice)
    // Within an old band the young are many: the share halves about every six years.
    const age = from >= 70 ? Math.min(to - 1, from + Math.floor(-Math.log(1 - dice.next() * (1 - Math.exp(-(to - from) / 8))) * 8)) : from + dice.below(to - from)
    const sex = dice.chance(female_share + (age >= 75 ? 0.07 : age >= 60 ? 0.025 : age < 20 ? -0.01 : -0.004)) ? 'female' : 'male'
    return { age, sex, bornOn: addDays(as_of, -(age * 365 + Math.floor(age / 4)) - dice.below(365)) }
  }
}
