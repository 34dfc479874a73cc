import { type CityFolder, type Found, atRow, repeatedIn, rowsOf } from './city-files.ts'

const path = 'departments.csv'

/** Units stand where there is a division of their level, under a unit that exists; every district and street has its grid centre. 单位检查 */
export function checkUnits(city: CityFolder): Found[] {
  const units = rowsOf(city, path)
  const divisions = rowsOf(city, 'divisions.csv')
  const levelOf = new Map(divisions.map(({ code, level }) => [code!, level!]))
  const say = (at: number, says: string): Found => atRow(city, path, at, says)
  const found = [
    ...repeatedIn(units, ({ id }) => id!).map(([at, id]) => say(at, `id ${id} occurs twice`)),
    ...repeatedIn(units, ({ role, division_code }) => (role ? `${role} ${division_code}` : '')).map(([at, key]) => say(at, `two units are ${key}: rules could not tell which`)),
  ]
  const above = new Set<string>()
  units.forEach((unit, at) => {
    if (levelOf.get(unit.division_code!) !== unit.level) found.push(say(at, `${unit.division_code} is no division of level ${unit.level}`))
    if (unit.parent_id !== '' && !above.has(unit.parent_id!)) found.push(say(at, `parent ${unit.parent_id} is not a row above`))
    above.add(unit.id!)
  })
  const has = new Set(units.map(({ role, division_code }) => `${role} ${division_code}`))
  for (const { code, level, name } of divisions)
    for (const role of level === 'district' ? ['grid_centre', 'government'] : level === 'street' ? ['grid_centre', 'street_office'] : level === 'city' ? ['grid_centre', 'hotline_centre'] : [])
      if (!has.has(`${role} ${code}`)) found.push({ path, line: 1, says: `${name} ${code} has no unit with the role ${role}` })
  return found
}
