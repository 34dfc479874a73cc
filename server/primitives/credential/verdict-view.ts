import { cityDay, cityTime } from '#base/clock'
import type { Language } from '#base/texts'
import type { VerdictView } from './contract.ts'
import type { Judgement } from './verifier/door.ts'
import { wordsOf } from './words-here.ts'

/** A judgement in words: what, who, since when, until when. 验证结论 */
export function verdictView({ scheme, verdict, reasons, shown, keyUntil }: Judgement, at: Date, zone: string, language: Language): VerdictView {
  const facts = (raw: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, told(name, value)]))
  const told = (name: string, value: string): string => {
    if (name === 'reason') return wordsOf(`credential.why.${value}`, language)
    return /^\d{4}-\d\d-\d\dT/.test(value) ? `${cityDay(new Date(value), zone)} ${cityTime(new Date(value), zone)}` : value
  }
  return {
    scheme, verdict, keyUntil, at: at.toISOString(), says: wordsOf(`credential.verdict.${verdict}`, language),
    reasons: reasons.map(({ code, holds, facts: raw }) => ({ code, holds, says: wordsOf(`credential.reason.${code}`, language, facts(raw)) })),
    shown: shown && { ...shown, title: shown.title?.[language] ?? shown.kind, claims: shown.claims.map(({ name, label, value }) => ({ name, label: label?.[language] ?? name, value })) },
  }
}
