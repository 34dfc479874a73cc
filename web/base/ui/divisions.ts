/** A place to choose, with its parents from the district down, the nearest last (区划). */
export type Division = { code: string, name: string, level: 'city' | 'district' | 'street' | 'community' | 'grid', parents: string[], path?: string }

const keyOf = (scope: string): string => `haihe.divisions.${scope}`

export const recentDivisions = (scope: string): Division[] => {
  try { return JSON.parse(localStorage.getItem(keyOf(scope)) ?? '[]') as Division[] } catch { return [] }
}

/** The last five chosen, the newest first; kept on this device only. */
export const rememberDivision = (scope: string, one: Division): Division[] => {
  const list = [one, ...recentDivisions(scope).filter(held => held.code !== one.code)].slice(0, 5)
  try { localStorage.setItem(keyOf(scope), JSON.stringify(list)) } catch { /* remembered for this page only */ }
  return list
}

/** Cuts a name so that the typed part can be shown in bold. */
export const splitMatch = (name: string, words: string): { text: string, hit: boolean }[] => {
  const at = name.indexOf(words.trim())
  if (words.trim() === '' || at < 0) return [{ text: name, hit: false }]
  const end = at + words.trim().length
  return [{ text: name.slice(0, at), hit: false }, { text: name.slice(at, end), hit: true }, { text: name.slice(end), hit: false }].filter(part => part.text !== '')
}
