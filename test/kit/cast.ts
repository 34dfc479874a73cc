import type { TestCity } from './city.ts'
import { sessionOf } from './session.ts'

/** The session of some member of the cast who holds a permission; null when the door is open to all, or nobody holds it. */
export async function whoMay(city: TestCity, permission: string): Promise<string | null> {
  if (permission === 'public' || permission === 'link') return null
  const [holder] = await holders(city, permission)
  return holder ? sessionOf(city.city, holder.login, city.now()) : null
}

export type Holder = { login: string; division_path: string }

/** Who of the cast holds a permission, the widest reach first; without one, whoever can log in. */
export const holders = ({ sql }: TestCity, permission: string | null): Promise<Holder[]> => sql<Holder>(`
  select a.login, min(g.division_path) as division_path from access.grant g join access.account a on a.id = g.account_id join access.role r on r.code = g.role
  where ($1::text is null or $1 = any(r.permissions)) and a.login is not null and g.revoked_at is null group by a.login order by length(min(g.division_path)), a.login`, [permission])
