import type { Birth } from './ages.ts'
import type { Dice } from './seeded.ts'

/** Who lives together, the head first. `kin` says whose family name each bears: 'head', or 'own'. */
export type Member = Birth & { kin: 'head' | 'own' }

/** Sorts people drawn from the census into households, so that ages keep the census's shares: children to a mother and father of a fitting age, some with a grandparent; the rest into couples and singles. */
export function intoHouseholds(people: Birth[], dice: Dice): Member[][] {
  const athome = new Set(people.filter((one) => one.age < 20 || (one.age < 29 && dice.chance(0.55)))) // many under thirty still live with their parents
  const free = { female: byAge(people, 'female', athome), male: byAge(people, 'male', athome) }
  const households: Member[][] = []
  const children = [...athome].sort((a, b) => b.age - a.age)
  while (children.length > 0) {
    const child = children.shift()!
    const mother = take(free.female, child.age + 23 + dice.below(9), 20, child.age + 17)
    const father = take(free.male, (mother?.age ?? child.age + 28) + dice.below(5) - 1, 20, child.age + 17)
    const head = father ?? mother
    if (!head) { households.push([{ ...child, kin: 'head' }]); continue }
    const home: Member[] = [{ ...head, kin: 'head' }, { ...child, kin: 'head' }]
    if (father && mother) home.push({ ...mother, kin: 'own' })
    if (dice.chance(0.3)) {
      const at = children.findIndex((other) => child.age - other.age >= 2 && child.age - other.age <= 9)
      if (at >= 0) home.push({ ...children.splice(at, 1)[0]!, kin: 'head' })
    }
    if (dice.chance(0.28)) {
      const sex = dice.chance(0.62) ? 'female' : 'male'
      const elder = take(free[sex], head.age + 26, 9, 46)
      if (elder) home.push({ ...elder, kin: sex === 'male' ? 'head' : 'own' })
    }
    households.push(home)
  }
  for (const man of drain(free.male)) {
    const wife = dice.chance(man.age < 26 ? 0.12 : man.age > 80 ? 0.5 : 0.8) ? take(free.female, man.age - 2 + dice.below(4), 5, 20) : null
    households.push(wife ? [{ ...man, kin: 'head' }, { ...wife, kin: 'own' }] : [{ ...man, kin: 'head' }])
  }
  for (const woman of drain(free.female)) households.push([{ ...woman, kin: 'head' }])
  return households
}

type Ages = Birth[][]
const byAge = (people: Birth[], sex: Birth['sex'], without: ReadonlySet<Birth>): Ages => {
  const ages: Ages = Array.from({ length: 121 }, () => [])
  for (const one of people) if (one.sex === sex && !without.has(one)) ages[one.age]!.push(one)
  return ages
}

/** The person nearest to an age, not further than `reach` years and never younger than `least`. */
function take(ages: Ages, aim: number, reach: number, least: number): Birth | null {
  for (let away = 0; away <= reach; away++) for (const age of away === 0 ? [aim] : [aim + away, aim - away])
    if (age >= least && age < ages.length && ages[age]!.length > 0) return ages[age]!.pop()!
  return null
}

function* drain(ages: Ages): Generator<Birth> {
  for (let age = ages.length - 1; age >= 0; age--) while (ages[age]!.length > 0) yield ages[age]!.pop()!
}
