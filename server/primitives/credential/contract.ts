import { Type, type Static } from 'typebox'
import { Instant, listOf, nullable, object } from '#base/shapes'

const Name = Type.String({ maxLength: 100 })

export const CodeToVerify = object({ code: Type.String({ minLength: 1, maxLength: 5000, description: 'The text of the QR code' }), at: Type.Optional(Instant) })

/** One thing that was looked at: it holds, it fails, or nobody here can tell (null). */
export const VerdictReason = object({ code: Name, holds: nullable(Type.Boolean()), says: Type.String({ maxLength: 500 }) })
export const ShownFact = object({ name: Name, label: Name, value: Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]) })
export const VerdictView = object({
  scheme: nullable(Type.Union([Type.Literal('HH1'), Type.Literal('HC1')])),
  verdict: Type.Union([Type.Literal('valid'), Type.Literal('stale'), Type.Literal('invalid'), Type.Literal('unsure')]),
  says: Type.String({ maxLength: 200 }),
  reasons: listOf(VerdictReason, 20),
  shown: nullable(object({
    id: Type.String({ maxLength: 200 }), kind: Name, title: Name, issuer: Name, city: Name, shown: Type.Boolean({ description: 'A short-lived code made from the licence, not the licence itself' }),
    holder: nullable(Type.String({ maxLength: 32 })), from: nullable(Instant), until: nullable(Instant), claims: listOf(ShownFact, 40),
  })),
  keyUntil: nullable(Instant),
  at: Instant,
})
export type VerdictView = Static<typeof VerdictView>

/** A list as verifiers take it home: `list` is the text that was signed, byte for byte (`haihe/credential/<which>/v1`, a newline, the text). */
export const SignedListView = object({
  list: Type.String({ maxLength: 20_000_000 }), signatures: listOf(object({ key: Type.String({ maxLength: 16 }), signature: Type.String({ maxLength: 100 }) }), 100),
})
export type SignedListView = Static<typeof SignedListView>
