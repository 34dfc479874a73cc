import { randomUUIDv7 } from 'node:crypto'
import { addDays, cityDay, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { forbidden, unprocessable } from '#base/errors'
import { keys } from '#base/keys'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { requireUnit } from '#primitives/party'
import { contributedCredential, type Claims, type CredentialKind } from '#primitives/registry'
import { numbered, requireClaims } from './claim-values.ts'
import { credentialRules } from './city-rules.ts'
import { holderMark } from './holder-mark.ts'
import { signingKey } from './signing-keys.ts'
import { credential } from './tables.ts'
import { writeCode } from './write-code.ts'

export type NewCredential = Readonly<{
  kind: string
  /** Person or firm. */
  holderId: string
  /** The unit that issues it; its role must be the one that the kind names. */
  departmentId: string
  claims: Claims
  /** Days of the city, both included; left out = from now on, for as long as the kind says. */
  from?: string
  until?: string
  /** Of the document that it stands for. */
  documentSha256?: Buffer
}>
export type IssuedCredential = Readonly<{ id: string; code: string; validFrom: Date; validUntil: Date }>

/** Issues a licence: the row, its leaf, its event, and the signed code that goes on the document. Whoever calls has judged that the holder is entitled to it. 签发凭证 */
export async function issueCredential(deed: Deed, { kind: kindId, holderId, departmentId, claims, from, until, documentSha256 }: NewCredential): Promise<IssuedCredential> {
  const kind = requireKind(kindId)
  const unit = await requireUnit(deed, departmentId)
  if (unit.role !== kind.issuedBy) throw forbidden('credential.not_the_issuer', { unit: unit.name, kind: kindId })
  requireClaims(kind, claims)
  const { city, zone, algorithm, key_days: days } = await credentialRules(deed)
  const validFrom = wholeSecond(from ? instantOf(from, '00:00', zone) : deed.now)
  const validUntil = instantOf(addDays(until ?? addDays(cityDay(validFrom, zone), kind.days - 1), 1), '00:00', zone)
  if (validUntil <= validFrom || validUntil <= deed.now || validUntil.getTime() > LAST) throw unprocessable('credential.period_wrong')
  const id = randomUUIDv7()
  const said = numbered(Object.entries(kind.claims).map(([name, one]) => [one, claims[name]!] as const))
  const content = { city, id, kind: kindId, shown: false, holder: holderMark(id, holderId), from: seconds(validFrom), until: seconds(validUntil), claims: said }
  const code = writeCode(content, signingKey(kind.algorithm ?? algorithm, deed.now, days).signer)
  if (code === null) throw unprocessable('credential.too_large', { kind: kindId })
  await credential(deed.tx).insertInto('credential.credential').values({
    id, kind: kindId, holder_id: holderId, department_id: departmentId, claims: keys().seal('credential.claims', JSON.stringify(claims)), valid_from: validFrom, valid_until: validUntil,
    document_sha256: documentSha256 ?? null, issued_at: deed.now,
  }).execute()
  const facts = { kind: kindId, department: departmentId, from: validFrom.toISOString(), until: validUntil.toISOString() }
  await appendLeaf(deed, { kind: 'credential.issued', subjects: [holderId], payload: { credential: id, ...facts, claims: Object.keys(claims) } })
  await record(deed, 'credential.issued', id, { ...facts, holderId })
  return { id, code, validFrom, validUntil }
}

const LAST = 0xffffffff * 1000 // 2106: the dates of a code are four bytes
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
const wholeSecond = (at: Date): Date => new Date(seconds(at) * 1000)

export function requireKind(id: string): CredentialKind {
  const kind = contributedCredential(id)
  if (!kind) throw unprocessable('credential.kind_unknown', { kind: id })
  return kind
}
