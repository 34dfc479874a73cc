/** The links to one's matters, kept on this device only: who reports without a name has nothing else (我的进展链接). */
export type KeptTrace = { token: string, number: string, title: string }

const key = 'haihe.traces'
export const keptTraces = (): KeptTrace[] => {
  try { return JSON.parse(localStorage.getItem(key) ?? '[]') as KeptTrace[] } catch { return [] }
}

/** Keeps the last fifty, the newest first. */
export const keepTrace = (one: KeptTrace): void => {
  try { localStorage.setItem(key, JSON.stringify([one, ...keptTraces().filter(held => held.token !== one.token)].slice(0, 50))) } catch { /* the link on the page still works */ }
}
