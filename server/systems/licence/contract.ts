import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Day, Instant, listOf, nullable, object, PageByIdQuery, pageOf, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const Number = Type.String({ maxLength: 40 })
const Chained = nullable(object({ id: Uuid, number: Number }))
const Value = Type.Union([Type.String({ maxLength: 1000 }), Type.Integer({ minimum: 0, maximum: 1_000_000_000 })])
/** By the code of the field. */
const Values = Type.Unsafe<Record<string, string | number>>({ type: 'object', patternProperties: { '^[a-z][a-z0-9_]{0,30}$': Value }, additionalProperties: false, maxProperties: 20 })

export const LicenceState = oneOf('coming', 'in_force', 'expired', 'revoked', 'replaced')
export type LicenceState = Static<typeof LicenceState>
export const RevokeReason = oneOf('ended', 'mistaken', 'lost', 'unlawful', 'deceased')
export type RevokeReason = Static<typeof RevokeReason>
const Revoked = nullable(object({ at: Instant, reason: Type.String(), words: Type.String() }))
const KindNamed = object({ code: Code, name: Type.String(), english: Type.String() })

/** `document`: SHA-256 of the sealed PDF, null while it is being made. `ofd`: it is here as an OFD too. `facts`: what a code of it may say, and what it would say today. */
export const WalletLicence = object({
  id: Uuid, number: Number, kind: object({ ...KindNamed.properties, form: Type.String() }), unit: Type.String(), state: LicenceState, holder: Type.String(), /** The firm that holds it; null = a person. */ firm: nullable(object({ id: Uuid, code: Type.String() })), from: Day, until: nullable(Day), issuedOn: Day,
  fields: listOf(object({ label: Type.String(), value: Type.String() }), 20), document: nullable(Type.String()), ofd: Type.Boolean(), revoked: Revoked,
  facts: listOf(object({ name: Type.String(), value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]), first: Type.Boolean(), derived: Type.Boolean() }), 20),
})
export type WalletLicence = Static<typeof WalletLicence>
/** `kinds`: what one may have here. */
export const OwnLicences = object({ items: listOf(WalletLicence, 100), kinds: listOf(KindNamed, 100) })
export type OwnLicences = Static<typeof OwnLicences>
export const LicenceId = object({ licenceId: Uuid })
/** `about`: facts of a shown code, or the matter. `agent`: who showed it for the holder. */
export const LicenceLook = object({ how: oneOf('shown', 'opened', 'relied'), unit: nullable(Type.String()), agent: nullable(Type.String()), about: Type.String(), from: Instant, at: Instant, times: Count() })
export type LicenceLook = Static<typeof LicenceLook>
export const OneLicence = object({ ...WalletLicence.properties, looks: listOf(LicenceLook, 100), replaces: Chained, replacedBy: Chained })
export type OneLicence = Static<typeof OneLicence>
export const ShowLicence = object({ facts: listOf(Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 30 }), 3) })
/** `qr`: the code as an SVG picture. */
export const ShownLicence = object({ code: Type.String(), qr: Type.String(), from: Instant, until: Instant })
export type ShownLicence = Static<typeof ShownLicence>

export const DocumentToVerify = object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 }) })
/** `seal`: what anybody can check by themselves: the unit's public key, what it signed, and the signature. */
export const DocumentVerdict = object({
  known: Type.Boolean(),
  licence: nullable(object({
    name: Type.String(), number: Number, unit: Type.String(), state: LicenceState, until: nullable(Day), sealHolds: Type.Boolean(), sealedAt: Instant,
    seal: object({ key: Type.String(), algorithm: Type.String(), words: Type.String(), signature: Type.String() }),
  })),
})
export type DocumentVerdict = Static<typeof DocumentVerdict>

const FieldAsked = object({ code: Code, label: Type.String(), type: oneOf('text', 'date', 'integer', 'choice'), most: Type.Optional(Count()), from: Type.Optional(Count()), to: Type.Optional(Count()), options: listOf(Type.String(), 40) })
export const DeskKinds = object({ unit: Type.String(), items: listOf(object({ ...KindNamed.properties, holder: oneOf('person', 'firm'), single: Type.Boolean(), fields: listOf(FieldAsked, 20), basis: listOf(Type.String(), 10), source: Type.String() }), 100) })
export type DeskKinds = Static<typeof DeskKinds>
export const DeskLicenceQuery = object({ number: Type.Optional(ShortText(40)), kind: Type.Optional(Code), ...PageByIdQuery })
export type DeskLicenceQuery = Static<typeof DeskLicenceQuery>
export const DeskLicence = object({ id: Uuid, number: Number, kind: WalletLicence.properties.kind, state: LicenceState, holder: Type.String(), from: Day, until: nullable(Day), issuedOn: Day, document: nullable(Type.String()), revoked: Revoked })
export type DeskLicence = Static<typeof DeskLicence>
export const DeskLicencePage = pageOf(DeskLicence)
export type DeskLicencePage = Static<typeof DeskLicencePage>
export const OneDeskLicence = object({ ...DeskLicence.properties, fields: WalletLicence.properties.fields, basis: Type.String(), looks: listOf(LicenceLook, 100), replaces: Chained, replacedBy: Chained })
export type OneDeskLicence = Static<typeof OneDeskLicence>
/** `number`: the holder's identity number, or a firm's credit code. */
export const IssueByHand = object({ id: ClientId, kind: Code, number: ShortText(30), values: Values })
export type IssueByHand = Static<typeof IssueByHand>
export const RevokeLicence = object({ reason: RevokeReason, words: ShortText(200) })
export const ReplaceLicence = object({ id: ClientId, why: oneOf('renewed', 'changed', 'lost'), words: ShortText(200), values: Type.Optional(Values) })
export const LicenceLeaks = object({ items: listOf(object({ ...DeskLicence.properties, since: Instant }), 200) })
export type LicenceLeaks = Static<typeof LicenceLeaks>
