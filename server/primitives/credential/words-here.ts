import { say, type Language, type Texts } from '#base/texts'

let texts: Texts | undefined

/** The process's texts, said once at boot: kinds and verdicts have names for people. */
export const useCredentials = (of: Texts): void => { texts = of }

export function wordsOf(key: string, language: Language, facts: Readonly<Record<string, unknown>> = {}): string {
  if (!texts) throw new Error('the texts are not known yet')
  return say(texts, language, key, facts)
}
export const bothWords = (key: string): { 'zh-CN': string; en: string } => ({ 'zh-CN': wordsOf(key, 'zh-CN'), en: wordsOf(key, 'en') })
