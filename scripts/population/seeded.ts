/** Random numbers that come out the same for the same seed (sfc32). */
export type Dice = { next(): number; below(limit: number): number; chance(share: number): boolean; pick<T>(list: readonly T[]): T }

export function openDice(seed: string): Dice {
  let [a, b, c, d] = seedWords(seed)
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t | 0
    return (t >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 16; warm++) next()
  const below = (limit: number): number => Math.floor(next() * limit)
  return { next, below, chance: (share) => next() < share, pick: (list) => list[below(list.length)]! }
}

function seedWords(seed: string): [number, number, number, number] {
  const words = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  for (let at = 0; at < seed.length; at++) words[at % 3] = Math.imul(words[at % 3]! ^ seed.charCodeAt(at), 2654435761) + at
  return words as [number, number, number, number]
}

/** Draws from weighted entries by one number and a search. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): (dice: Dice) => T {
  const ends: number[] = []
  let total = 0
  for (const [, weight] of entries) ends.push((total += weight))
  return (dice) => {
    const aim = dice.next() * total
    let [low, high] = [0, ends.length - 1]
    while (low < high) { const middle = (low + high) >> 1; if (ends[middle]! > aim) high = middle; else low = middle + 1 }
    return entries[low]![0]
  }
}
