/** Rows that stay keep their row; new ones take the free rows: nothing jumps under a finger (占位). */
export const keepPlaces = <T extends { id: string }>(shown: readonly T[], next: readonly T[]): T[] => {
  const byId = new Map(next.map(one => [one.id, one]))
  const fresh = next.filter(one => !shown.some(held => held.id === one.id))
  const placed = shown.slice(0, next.length).map(held => byId.get(held.id) ?? fresh.shift()).filter(one => one !== undefined)
  return [...placed, ...next.filter(one => !placed.some(held => held.id === one.id))].slice(0, next.length)
}
