/** One step of a trace as people read it; the server's words, already in the reader's language (一步). */
export type TraceTag = { tone: 'ok' | 'back' | 'why' | 'late', text: string }
export type TraceStep = { id: string, state: 'done' | 'side' | 'now' | 'next', what: string, at?: string, text?: string, quote?: string, tags?: TraceTag[], photos?: { src: string, words: string }[] }
export type UnitShare = { name: string, minutes: number, current?: boolean, note?: string }

/** The shares must equal the whole to the minute; what is lost by rounding goes to the one who has it now. */
export const agreeShares = (shares: readonly UnitShare[], totalMinutes: number): UnitShare[] => {
  const sum = shares.reduce((all, share) => all + share.minutes, 0)
  const last = shares.findLastIndex(share => share.current === true)
  const taker = last === -1 ? shares.length - 1 : last
  return shares.map((share, index) => index === taker ? { ...share, minutes: share.minutes + totalMinutes - sum } : { ...share })
}
