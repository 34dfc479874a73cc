import type { Source } from '../trace/trace-query.ts'

/** The links to one's matters, kept on this device only: who reports without a name has nothing else (我的进展链接). */
export type KeptTrace = { token: string, number: string, title: string }
/** A matter to show on a card: kept by its link, or under one's name. */
export type MineMatter = { to: string, source: Source, number: string, title: string }

export const mineOf = (kept: KeptTrace): MineMatter => ({ to: `/t/${kept.token}`, source: { token: kept.token }, number: kept.number, title: kept.title })

const key = 'haihe.traces'
export const keptTraces = (): KeptTrace[] => {
  try { return JSON.parse(localStorage.getItem(key) ?? '[]') as KeptTrace[] } catch { return [] }
}

/** Keeps the last fifty, the newest first. */
export const keepTrace = (one: KeptTrace): void => {
  try { localStorage.setItem(key, JSON.stringify([one, ...keptTraces().filter(held => held.token !== one.token)].slice(0, 50))) } catch { /* the link on the page still works */ }
}
