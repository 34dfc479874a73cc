const [FIRST, LONGEST] = [60_000, 3_600_000]

/** When the platform is asked again: each time after twice as long, an hour at most. 下次再问 */
export const nextTry = (now: Date, tries: number): Date => new Date(now.getTime() + Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 10)))
