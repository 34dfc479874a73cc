export type ClaimType = 'boolean' | 'integer' | 'text' | 'date'
export type Claims = Readonly<Record<string, string | number | boolean>>

/** A kind of licence that a home lets the city sign. Its names for people stand in the texts of its home: `credential.<name>.title` and `credential.<name>.<claim>`. 凭证种类供给 */
export type CredentialKind = Readonly<{
  kind: 'credential'
  /** `home.what_it_is`: it stands in every code, so at most 24 letters. */
  id: string
  /** What the licence itself says: at most three. A number, from 1 to 23, is that of this claim for ever: codes bear numbers, not names. */
  claims: Readonly<Record<string, Readonly<{ number: number; type: ClaimType }>>>
  /** What a shown code may say instead of a claim: over_60 instead of the day of birth. `today` is the city's day. */
  facts: Readonly<Record<string, Readonly<{ number: number; type: ClaimType; from(claims: Claims, today: string): string | number | boolean }>>>
  /** How many days a licence lasts where its issuer names no end. */
  days: number
  /** The role of the unit that issues it. */
  issuedBy: string
  /** For codes that are read abroad; left out = the city's own algorithm. */
  algorithm?: 'ES256' | 'Ed25519'
}>
