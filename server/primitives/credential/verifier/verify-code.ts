import { fromBase45 } from './base45.ts'
import { hexOf, readContent, type ClaimValue, type Content } from './content.ts'
import { algorithmOf, readSign1, toBeSigned, type Algorithm } from './sign1.ts'
import { readStored } from './stored-block.ts'
import type { ClaimType, Machine, PublicKey, PublishedKind, Trust } from './trust.ts'

export const PREFIX = 'HH1:'
export const MOST_BYTES = 200
/** Version 10 at level M holds 311 signs; a base45 text of 200 bytes has 300. */
export const MOST_SIGNS = 311
const MOST_INFLATED = 400

export type ReasonCode =
  | 'not_a_code' | 'not_base45' | 'not_deflate' | 'not_cose' | 'not_a_credential' | 'unknown_key' | 'other_city' | 'wrong_algorithm' | 'cannot_verify' | 'altered' | 'key_not_yet' | 'key_expired'
  | 'not_yet_valid' | 'expired' | 'code_stale' | 'unknown_kind' | 'revoked' | 'perhaps_revoked' | 'revocations_unknown'
  | 'not_a_certificate' | 'wrong_schema' | 'unknown_issuer' | 'key_usage' | 'rule_failed' | 'rule_open' | 'signed' | 'not_revoked' | 'in_time' | 'fresh'
/** One thing that was looked at: it holds, it fails, or nobody here can tell. */
export type Reason = Readonly<{ code: ReasonCode; holds: boolean | null; facts: Readonly<Record<string, string>> }>
/** `stale`: the code is over, the licence behind it is not. */
export type Verdict = 'valid' | 'stale' | 'invalid' | 'unsure'
export type Shown = Readonly<{ id: string; kind: string; title: PublishedKind['title'] | null; issuer: string; city: string; shown: boolean; holder: string | null; from: string | null; until: string | null; claims: readonly ShownClaim[] }>
export type ShownClaim = Readonly<{ name: string; type: ClaimType; label: PublishedKind['title'] | null; value: ClaimValue }>
export type Judgement = Readonly<{ scheme: 'HH1' | 'HC1' | null; verdict: Verdict; reasons: readonly Reason[]; shown: Shown | null; keyUntil: string | null }>

type Parsed = Readonly<{ content: Content; keyId: string; algorithm: Algorithm; message: Uint8Array<ArrayBuffer>; signature: Uint8Array }>
export const fails = (code: ReasonCode, facts: Reason['facts'] = {}): Reason => ({ code, holds: false, facts })
export const holds = (code: ReasonCode, facts: Reason['facts'] = {}): Reason => ({ code, holds: true, facts })
export const open = (code: ReasonCode, facts: Reason['facts'] = {}): Reason => ({ code, holds: null, facts })

/** Reads one of our codes, or says why it is none. Believes nothing yet. 读码 */
export function readCode(code: string, machine: Machine): Parsed | ReasonCode | Promise<Parsed | ReasonCode> {
  if (!code.startsWith(PREFIX)) return 'not_a_code'
  if (code.length > MOST_SIGNS) return 'not_a_code'
  const packed = fromBase45(code, PREFIX.length)
  if (packed === null) return 'not_base45'
  const stored = readStored(packed)
  return stored === null ? readInflated(packed, machine) : readCredential(stored)
}

async function readInflated(packed: Uint8Array<ArrayBuffer>, machine: Machine): Promise<Parsed | ReasonCode> {
  try { return readCredential(await machine.inflate('deflate', packed, MOST_INFLATED)) } catch { return 'not_deflate' }
}

function readCredential(bytes: Uint8Array): Parsed | ReasonCode {
  const sign1 = readSign1(bytes)
  const algorithm = sign1 && algorithmOf(sign1.algorithm)
  if (sign1 === null || algorithm === null) return 'not_cose'
  const content = readContent(sign1.payload)
  if (content === null) return 'not_a_credential'
  return { content, keyId: hexOf(sign1.keyId), algorithm, message: toBeSigned(sign1.protectedBytes, sign1.payload), signature: sign1.signature }
}

/** Judges one of our codes at an instant by what a verifier holds; whatever it is given, it answers. 验码 */
export async function verifyOurs(code: string, at: Date, trust: Trust, machine: Machine): Promise<Judgement> {
  const reading = readCode(code, machine)
  const read = reading instanceof Promise ? await reading : reading // waiting for what is there already costs as much as reading it
  if (typeof read === 'string') return { scheme: code.startsWith(PREFIX) ? 'HH1' : null, verdict: 'invalid', reasons: [fails(read)], shown: null, keyUntil: null }
  const key = trust.keys.keys.find(({ id }) => id === read.keyId)
  const refused = (reason: Reason): Judgement => ({ scheme: 'HH1', verdict: 'invalid', reasons: [reason], shown: null, keyUntil: null })
  if (key === undefined) return refused(read.content.city === trust.keys.city ? fails('unknown_key', { key: read.keyId }) : fails('other_city', { city: read.content.city }))
  if (key.algorithm !== read.algorithm) return refused(fails('wrong_algorithm'))
  const checked = machine.verify(key.algorithm, 'raw', key.key, read.message, read.signature)
  const genuine = checked instanceof Promise ? await checked : checked
  if (genuine === null) return { scheme: 'HH1', verdict: 'unsure', reasons: [open('cannot_verify', { algorithm: key.algorithm })], shown: null, keyUntil: null }
  if (!genuine) return refused(fails('altered'))
  if (read.content.city !== trust.keys.city) return refused(fails('other_city', { city: read.content.city })) // a key of ours signs for no other city
  const dates = { from: instant(read.content.from), until: instant(read.content.until) }
  const reasons = [signed(key, at), time(read.content, at, dates)]
  const kind = trust.keys.kinds.find(({ id }) => id === read.content.kind)
  if (kind === undefined) reasons.push(open('unknown_kind', { kind: read.content.kind }))
  reasons.push(trust.exactly ? await inRegister(read.content.id, trust.exactly, trust.revocations?.at) : inFilter(read.content.id, trust.revocations))
  return { scheme: 'HH1', verdict: verdictOf(reasons), reasons, shown: shownOf(read.content, kind, dates), keyUntil: key.until }
}

const instants = new Map<string, number>()
/** Of the dates of keys, of which there are few. */
function parsed(text: string): number {
  const kept = instants.get(text)
  if (kept !== undefined) return kept
  if (instants.size > 1000) instants.clear()
  const made = Date.parse(text)
  instants.set(text, made)
  return made
}

function signed(key: PublicKey, at: Date): Reason {
  if (at.getTime() < parsed(key.from)) return fails('key_not_yet', { from: key.from })
  return at.getTime() < parsed(key.until) ? holds('signed', { until: key.until }) : fails('key_expired', { until: key.until })
}

type Dates = Readonly<{ from: string; until: string }>
function time({ shown, from, until }: Content, at: Date, dates: Dates): Reason {
  const now = at.getTime() / 1000
  if (now < from) return fails('not_yet_valid', dates)
  if (now >= until) return fails(shown ? 'code_stale' : 'expired', dates)
  return holds(shown ? 'fresh' : 'in_time', dates)
}

/** The register itself, where it can be asked. */
async function inRegister(id: string, exactly: NonNullable<Trust['exactly']>, at: string | undefined): Promise<Reason> {
  const revoked = await exactly(id)
  return revoked ? fails('revoked', { ...revoked }) : holds('not_revoked', at === undefined ? {} : { at })
}

/** The filter never misses; a hit is left open, for it may be a stranger's. */
function inFilter(id: string, revocations: Trust['revocations']): Reason {
  if (revocations === null) return open('revocations_unknown')
  return revocations.filter.has(id) ? open('perhaps_revoked', { at: revocations.at }) : holds('not_revoked', { at: revocations.at })
}

/** A code that is merely over is `stale`; anything else that fails is `invalid`, what nobody can tell `unsure`. */
export function verdictOf(reasons: readonly Reason[]): Verdict {
  let verdict: Verdict = 'valid'
  for (const { code, holds: held } of reasons) {
    if (held === false && code !== 'code_stale') return 'invalid'
    if (held === false) verdict = 'stale'
    else if (held === null && verdict === 'valid') verdict = 'unsure'
  }
  return verdict
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
let known = { day: -1, words: '' }
/** The same as toISOString without fractions; most codes of a day share the day. */
function instant(seconds: number): string {
  const [number, rest] = [Math.floor(seconds / 86_400), seconds % 86_400]
  if (known.day !== number) known = { day: number, words: new Date(number * 86_400_000).toISOString().slice(0, 10) }
  return `${known.words}T${twoDigits[Math.floor(rest / 3600)]!}:${twoDigits[Math.floor((rest % 3600) / 60)]!}:${twoDigits[rest % 60]!}Z`
}
const day = (days: ClaimValue): string => (typeof days === 'number' && Math.abs(days) < 1_000_000 ? new Date(days * 86_400_000).toISOString().slice(0, 10) : String(days))

function shownOf(content: Content, kind: PublishedKind | undefined, dates: Dates): Shown {
  const claims: ShownClaim[] = []
  for (const [number, value] of content.claims) {
    const said = kind?.claims.find((one) => one.number === number)
    claims.push({ name: said?.name ?? String(number), type: said?.type ?? 'text', label: said?.label ?? null, value: said?.type === 'date' ? day(value) : value })
  }
  const { id, city, shown } = content
  return { id, kind: content.kind, title: kind?.title ?? null, issuer: kind?.issuer ?? '', city, shown, holder: hexOf(content.holder), ...dates, claims }
}
