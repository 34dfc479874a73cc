import { cityDay, cityTime } from '#base/clock'
import type { Language } from '#base/texts'
import type { VerdictView } from './contract.ts'
import type { Judgement, ReasonCode } from './verifier/door.ts'
import { wordsOf } from './words-here.ts'

/** Licences and keys end with a day, codes with a minute. */
const inDays = new Set<ReasonCode>(['signed', 'key_expired', 'key_not_yet', 'in_time', 'expired', 'not_yet_valid'])

/** A judgement in words: what, who, since when, until when. 验证结论 */
export function verdictView({ scheme, verdict, reasons, shown, keyUntil }: Judgement, at: Date, zone: string, language: Language): VerdictView {
  const told = (code: ReasonCode, name: string, value: string): string => {
    if (name === 'reason') return wordsOf(`credential.why.${value}`, language)
    if (!/^\d{4}-\d\d-\d\dT/.test(value)) return value
    const instant = new Date(value)
    return inDays.has(code) ? cityDay(name === 'until' ? new Date(instant.getTime() - 1000) : instant, zone) : `${cityDay(instant, zone)} ${cityTime(instant, zone)}`
  }
  const facts = (code: ReasonCode, raw: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, told(code, name, value)]))
  return {
    scheme, verdict, keyUntil, at: at.toISOString(), says: wordsOf(`credential.verdict.${verdict}`, language),
    reasons: reasons.map(({ code, holds, facts: raw }) => ({ code, holds, says: wordsOf(`credential.reason.${code}`, language, facts(code, raw)) })),
    shown: shown && { ...shown, title: shown.title?.[language] ?? shown.kind, claims: shown.claims.map(({ name, label, value }) => ({ name, label: label?.[language] ?? name, value })) },
  }
}
