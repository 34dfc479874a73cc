import { readHealth, type HealthCertificate, type Stage } from './health-certificate.ts'
import { checkHealth, kindOf, type Statement } from './health-schema.ts'
import type { HealthRule, Machine, Trust } from './trust.ts'
import { fails, holds, open, verdictOf, type Judgement, type Reason, type ReasonCode, type ShownClaim } from './verify-code.ts'

const ended: Readonly<Record<Stage, ReasonCode>> = { prefix: 'not_a_code', base45: 'not_base45', compression: 'not_deflate', cose: 'not_cose', claims: 'not_a_certificate' }
const typeOf = { v: 'Vaccination', t: 'Test', r: 'Recovery' } as const

/** Judges an EU health certificate at an instant, by the issuers and rules that this city trusts. 验欧盟健康证书 */
export async function verifyHealth(code: string, at: Date, { keys }: Trust, machine: Machine): Promise<Judgement> {
  const read = await readHealth(code, machine)
  if (typeof read === 'string') return { scheme: 'HC1', verdict: 'invalid', reasons: [fails(ended[read])], shown: null, keyUntil: null }
  const statement = checkHealth(read.certificate, read.issued === null ? at : new Date(read.issued * 1000))
  const kind = kindOf(read.certificate)
  const key = keys.trusted.find(({ id }) => id === read.keyId)
  const genuine = key && key.algorithm === read.algorithm ? await machine.verify(key.algorithm, 'spki', key.key, read.message, read.signature) : false
  const reasons: Reason[] = typeof statement === 'string' ? [fails('wrong_schema', { version: String(read.certificate.ver), field: statement })] : []
  if (key === undefined) reasons.push(open('unknown_issuer', { issuer: read.issuer }))
  else if (key.algorithm !== read.algorithm) reasons.push(fails('wrong_algorithm'))
  else if (genuine === null) reasons.push(open('cannot_verify', { algorithm: key.algorithm }))
  else if (!genuine) reasons.push(fails('altered'))
  else if (at.getTime() < Date.parse(key.from)) reasons.push(fails('key_not_yet', { from: key.from }))
  else if (at.getTime() >= Date.parse(key.until)) reasons.push(fails('key_expired', { until: key.until }))
  else reasons.push(holds('signed', { until: key.until }), ...(kind !== null && key.uses.includes(kind) ? [] : [fails('key_usage')]))
  reasons.push(inTime(read, at), ...(typeof statement === 'string' ? [] : await met(read, statement, keys.rules, at)))
  return { scheme: 'HC1', verdict: verdictOf(reasons), reasons, shown: typeof statement === 'string' ? null : shownOf(read, statement, key?.issuer), keyUntil: key?.until ?? null }
}

/** It ends with the second that it names, as the EU's verifiers read it. */
function inTime({ issued, until }: HealthCertificate, at: Date): Reason {
  const now = Math.floor(at.getTime() / 1000)
  if (issued !== null && now < issued) return fails('not_yet_valid', { from: instant(issued)! })
  if (until === null || now > until) return fails('expired', { until: instant(until) ?? '' })
  return holds('in_time', { until: instant(until)! })
}

/** The rules in force at the instant for this kind of statement; a rule that cannot be judged is not met and not failed. */
async function met({ certificate, issued, until }: HealthCertificate, { kind }: Statement, rules: readonly HealthRule[], at: Date): Promise<Reason[]> {
  const inForce = rules.filter((rule) => (rule.CertificateType === 'General' || rule.CertificateType === typeOf[kind]) && Date.parse(rule.ValidFrom) <= at.getTime() && at.getTime() < Date.parse(rule.ValidTo))
  if (inForce.length === 0) return []
  const { evaluate } = await import('certlogic-js')
  const data = { payload: certificate, external: { validationClock: at.toISOString(), valueSets: {}, iat: instant(issued), exp: instant(until) } }
  return inForce.flatMap(({ Identifier: rule, Logic }) => {
    try {
      return evaluate(Logic as never, data) === true ? [] : [fails('rule_failed', { rule })]
    } catch { return [open('rule_open', { rule })] }
  })
}

const instant = (seconds: number | null): string | null => (seconds === null || Math.abs(seconds) > 8.64e12 ? null : new Date(seconds * 1000).toISOString())

function shownOf({ certificate, issued, until, issuer }: HealthCertificate, { kind, entry }: Statement, trusted: string | undefined): NonNullable<Judgement['shown']> {
  const { fn, gn, fnt, gnt } = certificate.nam as Record<string, unknown>
  const name = [fn ?? fnt, gn ?? gnt].filter((part) => typeof part === 'string' && part !== '').join(' ')
  const said: (readonly [string, unknown])[] = [['name', name], ['born', certificate.dob], ...Object.entries(entry).filter(([field]) => field !== 'ci')]
  const claims = said.flatMap(([field, value]): ShownClaim[] => (typeof value === 'string' || typeof value === 'number' ? [{ name: field, type: typeof value === 'number' ? 'integer' : 'text', label: null, value }] : []))
  return { id: String(entry.ci), kind: `hc1.${kind}`, title: null, issuer: trusted ?? issuer, city: issuer, shown: false, holder: null, from: instant(issued), until: instant(until), claims }
}
