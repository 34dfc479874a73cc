import { type CityFolder, type Found, type Row, atRow, docOf, repeatedIn, rowsOf } from './city-files.ts'

const path = 'divisions.csv'
const levels = ['city', 'district', 'street', 'community', 'grid']
type City = { code: string; levels: { level: string; digits?: number }[]; bounds?: { west: number; south: number; east: number; north: number } }
type Boundaries = { features?: { properties: { code: string }; geometry: { type: string; coordinates: number[][][] | number[][][][] } }[] }

/** The tree of divisions hangs together, points lie inside, two siblings are not called the same. 区划检查 */
export function checkDivisions(city: CityFolder): Found[] {
  const rows = rowsOf(city, path)
  const { code, levels: named = [], bounds } = docOf<City>(city, 'city.yaml')
  const say = (at: number, says: string): Found => atRow(city, path, at, says)
  const seen = new Map<string, Row>()
  const found = repeatedIn(rows, (row) => row.code!).map(([at, value]) => say(at, `code ${value} occurs twice`))
  rows.forEach((row, at) => {
    const parent = seen.get(row.parent_code!)
    if (row.level === 'city' ? row.code !== code || row.parent_code !== '' : !parent) found.push(say(at, row.level === 'city' ? `the city's row must have the code ${code} and no parent` : `parent ${row.parent_code} is not a row above`))
    else if (parent && levels.indexOf(parent.level!) !== levels.indexOf(row.level!) - 1) found.push(say(at, `a ${row.level} cannot hang under a ${parent.level}`))
    const digits = named.find(({ level }) => level === row.level)?.digits
    if (digits && row.code!.length !== digits) found.push(say(at, `a code of level ${row.level} has ${digits} characters`))
    if ((row.longitude === '') !== (row.latitude === '')) found.push(say(at, 'a point has both longitude and latitude, or neither'))
    else if (row.longitude !== '' && bounds && outside(bounds, Number(row.longitude), Number(row.latitude))) found.push(say(at, `the point ${row.longitude}, ${row.latitude} is outside the city`))
    seen.set(row.code!, row)
  })
  found.push(...repeatedIn(rows, (row) => `${row.parent_code} ${row.name}`).map(([at]) => say(at, `${rows[at]!.name} occurs twice under ${rows[at]!.parent_code}: nobody could tell them apart`)))
  return [...found, ...checkBoundaries(city, rows)]
}

const outside = (b: { west: number; south: number; east: number; north: number }, x: number, y: number): boolean => x < b.west || x > b.east || y < b.south || y > b.north

function checkBoundaries(city: CityFolder, rows: readonly Row[]): Found[] {
  const says = (text: string): Found => ({ path: 'boundaries.geojson', line: 1, says: text })
  const features = docOf<Boundaries>(city, 'boundaries.geojson').features ?? []
  const drawn = new Set(features.map(({ properties }) => properties.code))
  const districts = new Set(rows.filter(({ level }) => level === 'district').map(({ code }) => code!))
  const rings = (feature: (typeof features)[number]): number[][][] => (feature.geometry.type === 'Polygon' ? feature.geometry.coordinates : feature.geometry.coordinates.flat()) as number[][][]
  return [
    ...[...drawn].filter((code) => !districts.has(code)).map((code) => says(`${code} is no district of divisions.csv`)),
    ...[...districts].filter((code) => !drawn.has(code)).map((code) => says(`district ${code} has no polygon`)),
    ...features.filter((feature) => rings(feature).some((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)))).map(({ properties }) => says(`a ring of ${properties.code} is not closed`)),
  ]
}
