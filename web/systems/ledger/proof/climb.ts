export type Bytes = Uint8Array<ArrayBuffer>
/** One step from a leaf to the root: the hash beside us, on which side it stood, and what both make. */
export type Step = Readonly<{ side: 'left' | 'right', beside: Bytes, made: Bytes }>

export const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
export const base64Of = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes))
export const hexOf = (bytes: Bytes): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
export const alike = (one: Bytes, other: Bytes): boolean => one.length === other.length && one.every((byte, at) => byte === other[at])

/** Browsers calculate hashes only on pages that came over https, or from this very machine. */
export const calculates = (): boolean => globalThis.crypto?.subtle !== undefined

export const sha256 = async (...parts: readonly Uint8Array[]): Promise<Bytes> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) { all.set(part, at); at += part.length }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all))
}

/** RFC 6962, section 2.1: a leaf and a node can never be taken for each other. */
export const leafHash = (entry: Bytes): Promise<Bytes> => sha256(Uint8Array.of(0), entry)
const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(Uint8Array.of(1), left, right)

const half = (n: number): number => Math.floor(n / 2)

/** The way from a leaf to the root as RFC 9162, section 2.1.3.2, goes it; null where the path is too long or too short for this place in a tree of this size (沿路算根). */
export const climb = async (path: readonly Bytes[], leaf: Bytes, index: number, size: number): Promise<Step[] | null> => {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size || [leaf, ...path].some(hash => hash.length !== 32)) return null
  const steps: Step[] = []
  let [at, last, hash] = [index, size - 1, leaf]
  for (const beside of path) {
    if (last === 0) return null
    const side = at % 2 === 1 || at === last ? 'left' : 'right'
    hash = side === 'left' ? await nodeHash(beside, hash) : await nodeHash(hash, beside)
    if (side === 'left') while (at % 2 === 0 && at !== 0) { at = half(at); last = half(last) }
    at = half(at)
    last = half(last)
    steps.push({ side, beside, made: hash })
  }
  return last === 0 ? steps : null
}
