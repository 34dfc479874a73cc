export type Held = Readonly<{ role: string; apart: readonly string[]; fromAt: Date; untilAt: Date | null }>

/** Of the roles that a person holds, the first that may not be held together with a new one at any moment; null when all is well. 不相容岗位 */
export function apartFrom(next: Held, held: readonly Held[]): string | null {
  const clash = held.find((one) => one.role !== next.role && (one.apart.includes(next.role) || next.apart.includes(one.role)) && overlap(one, next))
  return clash?.role ?? null
}

const overlap = (a: Held, b: Held): boolean => (a.untilAt === null || a.untilAt > b.fromAt) && (b.untilAt === null || b.untilAt > a.fromAt)
