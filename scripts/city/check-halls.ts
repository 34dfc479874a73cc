import { type CityFolder, type Found, atPlace, docOf, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

type Halls = { halls: { code: string; division: string; unit: string; hours: { from: string; to: string }[]; counters: { code: string; items: string[] }[] }[] }
const path = 'catalogues/halls.yaml'

/** Halls stand in a division, are kept by a unit, work forward in time and serve items that there are, each at one kind of window. 大厅检查 */
export function checkHalls(city: CityFolder): Found[] {
  const { halls } = docOf<Halls>(city, path)
  const items = new Set(filesUnder(city, 'catalogues/service-items').flatMap(({ content }) => (content as { items: { code: string }[] }).items.map(({ code }) => code)))
  const divisions = new Set(rowsOf(city, 'divisions.csv').map(({ code }) => code!))
  const units = new Set(rowsOf(city, 'departments.csv').map(({ id }) => id!))
  return halls.flatMap((hall, at): Found[] => {
    const no = (says: string): Found => atPlace(city, path, ['halls', at], `${hall.code}: ${says}`)
    const served = hall.counters.flatMap((one) => one.items)
    return [
      ...(divisions.has(hall.division) ? [] : [no(`there is no division ${hall.division}`)]), ...(units.has(hall.unit) ? [] : [no(`there is no unit ${hall.unit}`)]),
      ...hall.hours.filter(({ from }, day) => from >= hall.hours[day]!.to || (day > 0 && from < hall.hours[day - 1]!.to)).map(({ from }) => no(`the hours from ${from} run backwards or overlap`)),
      ...served.filter((item) => !items.has(item)).map((item) => no(`there is no item ${item}`)), ...repeatedIn(served, (item) => item).map(([, item]) => no(`two kinds of window serve ${item}`)),
      ...repeatedIn(hall.counters, ({ code }) => code).map(([, code]) => no(`counter ${code} occurs twice`)),
    ]
  }).concat(repeatedIn(halls, ({ code }) => code).map(([at, code]) => atPlace(city, path, ['halls', at], `hall ${code} occurs twice`)))
}
