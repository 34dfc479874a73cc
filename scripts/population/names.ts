import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { weighted, type Dice } from './seeded.ts'

type Style = { names: string[], first: string, second: string }
type File = { surnames: Record<string, number>, periods: { from: number, female: Style, male: Style }[] }
export type Sex = 'female' | 'male'

/** Chooses family names by weight, and given names as they were given in a year. */
export type Namer = { surname(dice: Dice): string, given(dice: Dice, birthYear: number, sex: Sex): string }

export function openNamer(file = join(import.meta.dirname, 'names.yaml')): Namer {
  const { surnames, periods } = parse(readFileSync(file, 'utf8')) as File
  const surname = weighted(Object.entries(surnames))
  const typical = new Map(periods.flatMap((period) => [period.female, period.male]).map((style) => [style, weighted(style.names.map((name, at) => [name, 1 / (at + 3)] as const))]))
  const styleOf = (year: number, sex: Sex): Style => periods.findLast((period) => period.from <= year)![sex]
  return {
    surname,
    given(dice, birthYear, sex) {
      const style = styleOf(birthYear + dice.below(7) - 3, sex) // fashions do not change on New Year's Day
      if (dice.chance(0.35)) return typical.get(style)!(dice)
      const second = dice.pick([...style.second])
      if (birthYear >= 1955 && dice.chance(birthYear < 2000 ? 0.22 : 0.06)) return second
      const first = dice.pick([...style.first])
      return first === second ? second : first + second
    },
  }
}
