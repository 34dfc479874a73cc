import type { Claims, CredentialKind } from '#primitives/registry'

const text = (number: number) => ({ number, type: 'text' as const })
const date = (number: number) => ({ number, type: 'date' as const })
const whole = (number: number) => ({ number, type: 'integer' as const })

/** Whole years on the city's day. */
const yearsOld = (born: string, today: string): number => Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0)
const over = (number: number, years: number) => ({ number, type: 'boolean' as const, from: ({ born }: Claims, today: string) => yearsOld(String(born), today) >= years })
const atLeast = (number: number, months: number) => ({ number, type: 'boolean' as const, from: ({ months: paid }: Claims) => Number(paid) >= months })

const kind = (name: string, issuedBy: string, claims: CredentialKind['claims'], facts: CredentialKind['facts'] = {}): CredentialKind => ({ kind: 'credential', id: `licence.${name}`, claims, facts, days: 18_250, issuedBy })

/** The showing forms of licences. Numbers stand in codes for ever; a code holds about 45 bytes of kind and claims, so names are short. 证照出示种类 */
export const credentialKinds: readonly CredentialKind[] = [
  kind('elder_card', 'civil_affairs', { holder: text(1), born: date(2) }, { over_60: over(4, 60), over_65: over(5, 65), over_70: over(6, 70), over_80: over(7, 80) }),
  kind('allowance', 'civil_affairs', { holder: text(1), born: date(2), since: date(3) }, { over_80: over(4, 80), over_90: over(5, 90), over_100: over(6, 100) }),
  kind('residence', 'police', { holder: text(1), district: text(2) }),
  kind('disability', 'disabled_federation', { holder: text(1), category: text(2), level: whole(3) }, { severe: { number: 4, type: 'boolean', from: ({ level }) => Number(level) <= 2 } }),
  kind('insured', 'labour', { holder: text(1), scheme: text(2), months: whole(3) }, { half_year: atLeast(4, 6), one_year: atLeast(5, 12), five_years: atLeast(6, 60) }),
  kind('injury', 'labour', { holder: text(1), injured: date(2) }),
  kind('business', 'market', { code: text(1), founded: date(2) }),
  kind('dispatch', 'labour', { code: text(1) }),
  kind('no_crime', 'police', { holder: text(1), checked: date(2) }, { no_record: { number: 4, type: 'boolean', from: () => true } }),
]
