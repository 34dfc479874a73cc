/** The one part of a file that a Range header asks for (RFC 9110): null for the whole, 'beyond' for what is not there. Several parts at once are given as the whole, as the RFC allows. */
export function partOf(range: string | undefined, ifRange: string, tag: string, bytes: number): { from: number; to: number } | 'beyond' | null {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '') || ifRange !== tag) return null
  const from = asked[1] === '' ? Math.max(0, bytes - Number(asked[2])) : Number(asked[1])
  const to = asked[1] === '' || asked[2] === '' ? bytes - 1 : Math.min(Number(asked[2]), bytes - 1)
  return from > to ? 'beyond' : { from, to }
}
