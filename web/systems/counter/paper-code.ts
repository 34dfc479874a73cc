/** What the code of a paper form says: which item, which version of its form, and the draft that it was printed for. */
export type PaperCode = { item: string, version: number, number: string | null }

/** Reads a scanned code, or what stands at the foot of the sheet typed as it is there; null where it is no paper form's (识读纸质表的码). */
export const readPaperCode = (said: string): PaperCode | null => {
  const typed = /^([a-z][a-z0-9-]{1,59}) (\d{1,6})(?: (\d{6,20}))?$/.exec(said.trim())
  if (typed !== null) return { item: typed[1]!, version: Number(typed[2]), number: typed[3] ?? null }
  const scanned = /^https?:\/\/[^/?]+\/services\/([a-z][a-z0-9-]{1,59})\?form=(\d{1,6})(?:&number=(\d{6,20}))?$/i.exec(said.trim())
  return scanned === null ? null : { item: scanned[1]!.toLowerCase(), version: Number(scanned[2]), number: scanned[3] ?? null }
}
