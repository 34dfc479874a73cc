import { Type, type Static } from 'typebox'
import { Code, Day, Instant, listOf, nullable, object, ShortText, Uuid } from '#base/shapes'

const oneOf = <const T extends readonly string[]>(...words: T) => Type.Union(words.map((word) => Type.Literal(word))) as unknown as ReturnType<typeof Type.Unsafe<T[number]>>
const Level = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Literal(3)])
/** 0 nothing known, 1 a phone proven by a code, 2 name and number as a register has them, 3 face to face at a counter. `assuranceOf(deed)` of `#systems/account` says it of whoever acts. 实名等级 */
export type AssuranceLevel = Static<typeof Level>

const PersonName = ShortText(60)
const Number = Type.String({ minLength: 15, maxLength: 30 })
const Phone = Type.String({ pattern: '^(1[0-9]{10}|0[0-9]{9,11})$', maxLength: 12 })
const SixDigits = Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 })
const Items = nullable(Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }))
const Document = oneOf('identity_card', 'household_book', 'passport', 'residence_permit')

export const ProveIdentity = object({ name: PersonName, number: Number })
export type ProveIdentity = Static<typeof ProveIdentity>
/** `not_matched` does not say which of the two was wrong, nor whether there is such a person. `elsewhere`: they match, and somebody registered here has that number already. */
export const IdentityProven = object({ outcome: oneOf('matched', 'not_matched', 'elsewhere'), level: Level, left: Type.Integer({ description: 'tries left today' }) })
export type IdentityProven = Static<typeof IdentityProven>

export const ConfirmAtCounter = object({ phone: Phone, code: SixDigits, name: PersonName, number: Number, document: Document,
  /** The old phone is lost: this one takes its place. */
  replacePhone: Type.Optional(Type.Boolean()),
  /** The account on this phone is the person's second one: it goes into the first. */
  merge: Type.Optional(Type.Boolean()),
})
export type ConfirmAtCounter = Static<typeof ConfirmAtCounter>
export const ConfirmedAtCounter = object({ outcome: oneOf('confirmed', 'code_wrong'), level: Level })
export type ConfirmedAtCounter = Static<typeof ConfirmedAtCounter>

export const ShowCode = object({ phone: Phone, code: SixDigits })
export type ShowCode = Static<typeof ShowCode>
/** `other_person`: nobody on that phone has the number that matched. */
export const Merged = object({ outcome: oneOf('merged', 'code_wrong', 'other_person') })
export type Merged = Static<typeof Merged>
export const ChangePhone = object({ oldCode: SixDigits, phone: Phone, code: SixDigits })
export type ChangePhone = Static<typeof ChangePhone>
export const PhoneChanged = object({ outcome: oneOf('changed', 'old_code_wrong', 'code_wrong') })
export type PhoneChanged = Static<typeof PhoneChanged>
export const SharePhone = object({ shares: Type.Boolean() })

/** `firm`: for a firm of which one is the legal representative. */
export const GiveConsent = object({ items: Items, untilOn: Day, firm: Type.Optional(Uuid) })
export type GiveConsent = Static<typeof GiveConsent>
export const ConsentCode = object({ code: Type.String(), qr: Type.String({ description: 'SVG' }), expiresAt: Instant })
export type ConsentCode = Static<typeof ConsentCode>
export const TakeConsent = object({ code: Type.String({ pattern: '^[0-9]{8}$', maxLength: 8 }) })
export const ConsentTaken = object({ outcome: oneOf('given', 'wrong'), left: Type.Integer(), delegation: nullable(Uuid) })
export type ConsentTaken = Static<typeof ConsentTaken>

export const ClaimFirm = object({ creditCode: Type.String({ minLength: 18, maxLength: 20 }) })
/** `paper`: the number by which the register finds the relation, such as a birth certificate's. */
export const ClaimWard = object({ resource: Code, paper: ShortText(40), name: PersonName, number: Number })
export type ClaimWard = Static<typeof ClaimWard>
/** `not_matched` does not say what was wrong. */
export const Claimed = object({ outcome: oneOf('matched', 'not_matched'), left: Type.Integer(), delegation: nullable(Uuid) })
export type Claimed = Static<typeof Claimed>
export const DelegateAtCounter = object({ principal: object({ name: PersonName, number: Number }), agent: object({ number: Number }), items: Items, untilOn: Day })
export type DelegateAtCounter = Static<typeof DelegateAtCounter>

const Provider = object({ code: Code, name: Type.String(), english: Type.String(), kind: oneOf('person', 'firm') })
/** Platforms by which one may log in: one way among several. */
export const Providers = object({ items: listOf(Provider, 10) })
export type Providers = Static<typeof Providers>
export const ProviderCode = object({ provider: Code })
export const LoginBegun = object({ url: Type.String({ description: 'where the browser goes' }) })
/** What the browser came back with, as it stands in the address. */
export const FinishLogin = object({ query: Type.String({ minLength: 1, maxLength: 4000 }) })
export type FinishLogin = Static<typeof FinishLogin>
/** `phone_first`: whose account it is is not certain yet; log in by phone once and tie it then. `elsewhere`: another account has that number or that login. `not_matched`: it is somebody else. */
const Outcome = oneOf('entered', 'phone_first', 'tied', 'firm', 'elsewhere', 'not_matched', 'not_vouched')
export type ProviderOutcome = Static<typeof Outcome>
export const LoginFinished = object({ outcome: Outcome })
export type LoginFinished = Static<typeof LoginFinished>
export const DemoPeople = object({ items: listOf(object({ key: Code, name: Type.String(), number: Type.String() }), 200) })
export type DemoPeople = Static<typeof DemoPeople>
export const Vouch = object({ person: Code, state: Type.String({ minLength: 1, maxLength: 100 }), creditCode: Type.Optional(Type.String({ minLength: 18, maxLength: 18 })) })
export const VouchedCode = object({ code: Type.String() })

const Proof = object({ level: Level, source: oneOf('register', 'counter', 'provider', 'demo'), by: nullable(Type.String({ description: 'whose register, or which counter' })), provenAt: Instant })
const Act = object({ at: Instant, item: nullable(Type.String()), about: Type.String() })
const Delegation = object({
  id: Uuid, kind: oneOf('person', 'guardian', 'firm_head', 'firm_clerk'), principal: object({ id: Uuid, name: Type.String() }), agent: object({ id: Uuid, name: Type.String() }),
  items: nullable(listOf(object({ code: Code, name: Type.String() }), 50)), source: oneOf('code', 'counter', 'register', 'provider', 'founding'), madeAt: Instant, untilOn: Day, state: oneOf('open', 'ended', 'over'), endedAt: nullable(Instant),
  acts: listOf(Act, 20),
})
export type Delegation = Static<typeof Delegation>
/** `mergeable`: name and number matched, and another account has the number. `family`: who else is on the phone, masked. `given`: others may act for me or my firm; `held`: I may act for them. */
export const OwnAccount = object({ level: Level, name: Type.String(), phone: nullable(Type.String()), number: nullable(Type.String()), proofs: listOf(Proof, 20), registerOpen: Type.Boolean(), firmsOpen: Type.Boolean(), guardianRegisters: listOf(object({ resource: Code, name: Type.String(), key: Type.String() }), 10), mergeable: Type.Boolean(), sharesPhone: Type.Boolean(), family: listOf(Type.String(), 20), leastLevel: Level, longestDays: Type.Integer(), given: listOf(Delegation, 200), held: listOf(Delegation, 200), providers: listOf(object({ ...Provider.properties, tied: Type.Boolean() }), 10) })
export type OwnAccount = Static<typeof OwnAccount>

export const DelegationId = object({ id: Uuid })
export const Ended = object({ id: Uuid, endedAt: Instant })
