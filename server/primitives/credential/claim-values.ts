import { unprocessable } from '#base/errors'
import type { Claims, CredentialKind } from '#primitives/registry'
import type { ClaimValue } from './verifier/content.ts'

type Said = Readonly<{ number: number; type: 'boolean' | 'integer' | 'text' | 'date' }>

/** The claims of a licence as its kind wants them: all of them, each of its type, and no others. */
export function requireClaims(kind: CredentialKind, claims: Claims): void {
  for (const name of Object.keys(claims)) if (!Object.hasOwn(kind.claims, name)) throw unprocessable('credential.claim_unknown', { kind: kind.id, claim: name })
  for (const [name, { type }] of Object.entries(kind.claims)) if (!isOf(type, claims[name])) throw unprocessable('credential.claim_wrong', { kind: kind.id, claim: name, type })
}

/** What a code bears: by number, days as whole days since 1970. */
export const numbered = (said: readonly (readonly [Said, string | number | boolean])[]): Map<number, ClaimValue> =>
  new Map(said.map(([{ number, type }, value]): [number, ClaimValue] => [number, type === 'date' ? Date.parse(`${String(value)}T00:00:00Z`) / 86_400_000 : value]).sort(([a], [b]) => a - b))

function isOf(type: Said['type'], value: unknown): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'integer') return typeof value === 'number' && Number.isSafeInteger(value)
  if (type === 'text') return typeof value === 'string' && value.length > 0 && value.length <= 60 && value.isWellFormed()
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value
}
