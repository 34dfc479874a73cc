import { checkIdentityNumber } from '../../server/primitives/party/number/identity-number.ts'
import { type CityFolder, type Found, atPlace, docOf, repeatedIn, rowsOf } from './city-files.ts'

const path = 'people.yaml'
type Post = { unit: string; division: string; role: string }
type Person = { key: string; number?: string; phone?: string; home?: string; posts?: Post[]; login?: { account: string } }
type Role = { code: string; level: string; permissions: string[]; apart?: string[] }
type City = { people_who_do_not_exist?: { area_code: string; phone_prefix: string } }

/** Nobody in the demo cast can be a real person; each stands in a unit that exists, every role is played, the three administrators are three. 人员检查 */
export function checkPeople(city: CityFolder): Found[] {
  const { people = [] } = docOf<{ people?: Person[] }>(city, path)
  const { roles = [] } = docOf<{ roles?: Role[] }>(city, 'roles.yaml')
  const nobody = docOf<City>(city, 'city.yaml').people_who_do_not_exist
  const areas = new Map(rowsOf(city, 'identity-areas.csv').map(({ code, abolished }) => [code!, { abolished: abolished === 'yes' }]))
  const found: Found[] = []
  const no = (at: number, says: string): void => void found.push(atPlace(city, path, ['people', at], says))
  for (const key of ['key', 'number', 'phone'] as const) for (const [at, value] of repeatedIn(people, (one) => one[key] ?? '')) no(at, `${key} ${value} occurs twice`)
  for (const [at, value] of repeatedIn(people, ({ login }) => login?.account ?? '')) no(at, `account ${value} occurs twice`)
  if (nobody && areas.has(nobody.area_code)) found.push({ path: 'identity-areas.csv', line: 1, says: `${nobody.area_code} is the area of people who do not exist and must not be listed` })
  people.forEach(({ number, phone, posts = [], home }, at) => {
    if (number !== undefined) {
      const judged = checkIdentityNumber(number, { today: '2026-01-01', areas, nobodyArea: nobody?.area_code ?? null, demo: true })
      if ('fault' in judged) no(at, `${number} is no identity number: ${judged.fault}`)
      else if (!judged.marks.includes('nobody')) no(at, `${number} could be a real person's: the demo area is ${nobody?.area_code}`)
    }
    if (phone !== undefined && nobody && !phone.startsWith(nobody.phone_prefix)) no(at, `${phone} could be a real phone: the demo prefix is ${nobody.phone_prefix}`)
    if (home !== undefined && !rowsOf(city, 'divisions.csv').some(({ code }) => code === home)) no(at, `home ${home} is no division`)
    const held = new Set(posts.map(({ role }) => role))
    for (const { code, apart = [] } of roles) if (held.has(code)) for (const other of apart) if (held.has(other)) no(at, `${code} and ${other} may not be one person`)
  })
  return [...found, ...checkPosts(city, people, roles)]
}

function checkPosts(city: CityFolder, people: readonly Person[], roles: readonly Role[]): Found[] {
  const divisions = new Map(rowsOf(city, 'divisions.csv').map((row) => [row.code!, row]))
  const units = new Map(rowsOf(city, 'departments.csv').map((row) => [row.id!, row]))
  const under = (code: string, top: string): boolean => code === top || (divisions.has(code) && under(divisions.get(code)!.parent_code!, top))
  const found: Found[] = []
  people.forEach(({ posts = [] }, at) =>
    posts.forEach((post, which) => {
      const no = (says: string): void => void found.push(atPlace(city, path, ['people', at, 'posts', which], says))
      const role = roles.find(({ code }) => code === post.role)
      const unit = units.get(post.unit)
      if (!role) no(`roles.yaml has no role ${post.role}`)
      if (!unit) no(`departments.csv has no unit ${post.unit}`)
      if (!divisions.has(post.division)) no(`divisions.csv has no division ${post.division}`)
      else if (unit && !under(post.division, unit.division_code!)) no(`${post.division} is outside the division of ${post.unit}`)
      else if (role && !['any', 'none', divisions.get(post.division)!.level].includes(role.level)) no(`${post.role} is a post of level ${role.level}`)
    }))
  docOf<{ each?: { unit_role: string; role: string }[] }>(city, 'posts.yaml').each?.forEach(({ unit_role, role }, at) => {
    if (!roles.some(({ code }) => code === role)) found.push(atPlace(city, 'posts.yaml', ['each', at], `roles.yaml has no role ${role}`))
    if (![...units.values()].some((unit) => unit.role === unit_role)) found.push(atPlace(city, 'posts.yaml', ['each', at], `no unit has the role ${unit_role}`))
  })
  const played = new Set(people.flatMap(({ posts = [] }) => posts.map(({ role }) => role)))
  for (const { code, level } of roles) if (level !== 'none' && !played.has(code)) found.push({ path, line: 1, says: `nobody in the cast is ${code}` })
  return found
}
