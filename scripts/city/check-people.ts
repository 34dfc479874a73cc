import { checkIdentityNumber } from '../../server/primitives/party/identity-number.ts'
import { type CityFolder, type Found, atPlace, docOf, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

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
  const played = new Set(people.flatMap(({ posts = [] }) => posts.map(({ role }) => role)))
  for (const { code, level } of roles) if (level !== 'none' && !played.has(code)) found.push({ path, line: 1, says: `nobody in the cast is ${code}` })
  return found
}

/** Roles name permissions that the server declares (when it is known what it declares), and roles that exist. 角色检查 */
export function checkRoles(city: CityFolder, declared: ReadonlySet<string> | null): Found[] {
  const { roles = [] } = docOf<{ roles?: Role[] }>(city, 'roles.yaml')
  const found = repeatedIn(roles, ({ code }) => code).map(([at, code]) => atPlace(city, 'roles.yaml', ['roles', at], `role ${code} occurs twice`))
  roles.forEach((role, at) => {
    for (const other of role.apart ?? []) if (!roles.some(({ code }) => code === other)) found.push(atPlace(city, 'roles.yaml', ['roles', at], `${role.code} is apart from ${other}, which is no role`))
    if (declared) for (const permission of role.permissions) if (!declared.has(permission)) found.push(atPlace(city, 'roles.yaml', ['roles', at], `nothing in the server asks for ${permission}`))
  })
  return found
}

/** Articles of the knowledge base are owned by units that exist and belong to items that exist. 知识库检查 */
export function checkKnowledge(city: CityFolder): Found[] {
  const units = new Set(rowsOf(city, 'departments.csv').map(({ id }) => id!))
  const items = new Set(rowsOf(city, 'catalogues/incident-items.csv').map(({ code }) => code!))
  const found: Found[] = []
  for (const file of filesUnder(city, 'knowledge')) {
    const { articles = [] } = (file.content ?? {}) as { articles?: { id: string; owner: string; items?: string[] }[] }
    const no = (at: number, says: string): void => void found.push({ path: file.path, line: file.lineOf(['articles', at]), says })
    for (const [at, id] of repeatedIn(articles, (one) => one.id)) no(at, `article ${id} occurs twice`)
    articles.forEach(({ owner, items: own = [] }, at) => {
      if (!units.has(owner)) no(at, `departments.csv has no unit ${owner}`)
      for (const item of own) if (!items.has(item)) no(at, `${item} is no item of the catalogue`)
    })
  }
  return found
}
