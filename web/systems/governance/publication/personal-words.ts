export type PersonalKind = { kind: string, pattern: string }

/** Every piece of a text that public words may not hold, each once, in order (个人信息). */
export const personalWords = (text: string, kinds: readonly PersonalKind[]): { kind: string, words: string }[] => {
  const found = kinds.flatMap(({ kind, pattern }) => [...text.matchAll(new RegExp(pattern, 'gu'))].map(match => ({ kind, words: match[0].trim(), at: match.index })))
  return [...new Map(found.toSorted((a, b) => a.at - b.at).map(({ kind, words }) => [`${kind} ${words}`, { kind, words }])).values()]
}
