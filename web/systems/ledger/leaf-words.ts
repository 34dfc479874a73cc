import { hasText, text } from '../../base/texts/texts.ts'

/** What a kind of leaf is called: 'party.unmasked' stands in party's own texts; a kind without words shows its name (记录类别). */
export const kindWords = (kind: string): string => {
  const key = kind.replace('.', '.leaf.')
  return hasText(key) ? text(key) : kind
}
