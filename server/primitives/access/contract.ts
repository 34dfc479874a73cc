import { Type, type Static } from 'typebox'
import { Code, Day, DivisionCode, Instant, listOf, nullable, object, PageByIdQuery, PageQuery, pageOf, ShortText, Uuid } from '#base/shapes'

const Path = Type.String({ maxLength: 100 })
const Titles = Type.Record(Type.String({ maxLength: 10 }), Type.String({ maxLength: 200 }))
const Permission = Type.String({ pattern: '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){2}$', maxLength: 100 })
const Login = Type.String({ minLength: 1, maxLength: 64 })
const Password = Type.String({ minLength: 1, maxLength: 128 })
const SixDigits = Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 })
/** A mobile, or a line with its area code: there the code is read aloud. */
const Phone = Type.String({ pattern: '^(1[0-9]{10}|0[0-9]{9,11})$', maxLength: 12 })
const Base64Url = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength })
const Reason = ShortText(200)
const Stage = Type.Union([Type.Literal('enrol'), Type.Literal('full')])
const Extensions = object({ credProps: Type.Optional(object({ rk: Type.Optional(Type.Boolean()) })) })
const Attachment = Type.Optional(Type.Union([Type.Literal('platform'), Type.Literal('cross-platform')]))
const Credential = { id: Base64Url(1400), rawId: Base64Url(1400), type: Type.Literal('public-key'), clientExtensionResults: Extensions, authenticatorAttachment: Attachment }

export const Assertion = object({
  ...Credential, response: object({ clientDataJSON: Base64Url(4000), authenticatorData: Base64Url(4000), signature: Base64Url(4000), userHandle: Type.Optional(Base64Url(200)) }),
})
export const Attestation = object({
  ...Credential, response: object({
    clientDataJSON: Base64Url(4000), attestationObject: Base64Url(20_000), authenticatorData: Type.Optional(Base64Url(8000)), publicKey: Type.Optional(Base64Url(4000)),
    publicKeyAlgorithm: Type.Optional(Type.Integer({ minimum: -70_000, maximum: 70_000 })), transports: Type.Optional(listOf(ShortText(20), 10)),
  }),
})

/** One of three ways in: name and password (staff add a time-based code), a passkey, or a phone with the code sent to it. */
export const LogIn = Type.Union([
  object({ login: Login, password: Password, totp: Type.Optional(SixDigits) }),
  object({ passkey: object({ challengeId: Uuid, response: Assertion }) }),
  object({ phone: Phone, code: SixDigits, account: Type.Optional(Type.Union([Uuid, Type.Literal('new')])) }),
])
export type LogIn = Static<typeof LogIn>
export const LoggedIn = object({ id: Uuid, stage: Stage, expiresAt: Instant, name: ShortText(100) })
export const AskCode = object({ phone: Phone })
export const CodeSent = object({ minutes: Type.Integer(), againAfterSeconds: Type.Integer() })
export const Options = object({ challengeId: Uuid, options: Type.Any() })

export const Who = object({
  id: ShortText(100), accountId: Uuid, sessionId: Uuid, kind: Type.Union([Type.Literal('staff'), Type.Literal('person')]), name: ShortText(100), login: nullable(Login), locale: ShortText(10),
  /** Big type, few choices and a person; null = never chosen. */
  elder: nullable(Type.Boolean()),
  stage: Stage, expiresAt: Instant, idleSeconds: Type.Integer(), mustChangePassword: Type.Boolean(), totp: Type.Boolean(),
  passkeys: listOf(object({ id: ShortText(1400), name: ShortText(60), createdAt: Instant, lastUsedAt: nullable(Instant) }), 20),
  postId: nullable(Uuid), postTitle: nullable(ShortText(100)), departmentId: nullable(Code), departmentName: nullable(ShortText(200)), divisionPath: nullable(Path),
  roles: listOf(object({ code: Code, title: Titles, divisionPath: Path, departmentId: nullable(Code) }), 100),
  permissions: listOf(Permission, 1000), scopes: listOf(Path, 1000), divisions: listOf(object({ code: DivisionCode, name: ShortText(100), path: Path }), 1000),
})
export type Who = Static<typeof Who>
export const ChooseElder = object({ elder: Type.Boolean() })
export const WhoAmI = object({ who: nullable(Who) })

export const SessionId = object({ id: Type.Union([Uuid, Type.Literal('current')]) })
export const Session = object({
  id: Uuid, current: Type.Boolean(), createdAt: Instant, lastSeenAt: Instant, expiresAt: Instant, device: Type.String(), source: Type.String(), factors: listOf(Type.String(), 5),
})
export const Sessions = object({ items: listOf(Session, 100) })
export const Ended = object({ ended: Type.Integer() })
export const Done = object({ id: Type.String() })
export const DraftKey = object({ key: Type.String() })

export const ChangePassword = object({ current: Password, next: Password })
export const TotpBegun = object({ address: Type.String(), secret: Type.String(), qr: Type.String({ description: 'SVG' }) })
export const ConfirmTotp = object({ code: SixDigits })
export const RegisterPasskey = object({ challengeId: Uuid, name: ShortText(60), response: Attestation })
export const PasskeyId = object({ id: Base64Url(1400) })

export const RoleList = object({
  items: listOf(object({ code: Code, title: Titles, level: Type.String(), bound: Type.Boolean(), permissions: listOf(Permission, 500), apart: listOf(Code, 50) }), 200),
})
export const AccountId = object({ id: Uuid })
export const AccountQuery = object({
  ...PageQuery, text: Type.Optional(ShortText(60)), division: Type.Optional(DivisionCode), department: Type.Optional(Code), disabled: Type.Optional(Type.Boolean()),
})
export const Account = object({
  id: Uuid, login: Type.String(), name: Type.String(), postId: nullable(Uuid), departmentId: nullable(Code), divisionPath: nullable(Path), version: Type.Integer(), createdAt: Instant,
  disabledAt: nullable(Instant), totp: Type.Boolean(), passkeys: Type.Integer(), roles: listOf(Code, 100), lastLoginAt: nullable(Instant),
})
export type Account = Static<typeof Account>
export const Accounts = pageOf(Account)
export const NewAccount = object({
  login: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9._-]{1,39}$', maxLength: 40 }), name: ShortText(40), division: Type.Optional(DivisionCode), postId: Type.Optional(Uuid), locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])),
})
export const FirstPassword = object({ id: Uuid, password: Type.String() })
export const DisableAccount = object({ disabled: Type.Boolean(), reason: Reason, version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) })
export const WithReason = object({ reason: Reason })

export const GrantId = object({ id: Uuid })
export const GrantQuery = object({ ...PageByIdQuery, account: Type.Optional(Uuid), division: Type.Optional(DivisionCode), role: Type.Optional(Code), over: Type.Optional(Type.Boolean()) })
export const Grant = object({
  id: Uuid, accountId: Uuid, name: Type.String(), login: nullable(Type.String()), role: Code, title: Titles, divisionPath: Path, departmentId: nullable(Code), fromAt: Instant,
  untilAt: nullable(Instant), reason: Type.String(), grantedAt: Instant, revokedAt: nullable(Instant),
})
export type Grant = Static<typeof Grant>
export const Grants = pageOf(Grant)
export const NewGrant = object({
  accountId: Uuid, role: Code, division: DivisionCode, departmentId: Type.Optional(nullable(Code)), fromAt: Type.Optional(Instant), untilAt: Type.Optional(nullable(Instant)), reason: Reason,
})

const KeyKind = Type.Union([Type.Literal('device'), Type.Literal('unit')])
const RateClass = Type.Union([Type.Literal('low'), Type.Literal('normal'), Type.Literal('high')])
export const KeyId = object({ id: Uuid })
/** In use; ending within thirty days; revoked or past its time. */
const KeyState = Type.Union([Type.Literal('open'), Type.Literal('soon'), Type.Literal('over')])
export const KeyQuery = object({ ...PageByIdQuery, text: Type.Optional(ShortText(60)), kind: Type.Optional(KeyKind), state: Type.Optional(KeyState) })
export type KeyQuery = Static<typeof KeyQuery>
export const Key = object({
  id: Uuid, hint: Type.String(), name: Type.String(), kind: KeyKind, holderId: Code, permissions: listOf(Permission, 50), divisionPath: Path, departmentId: nullable(Code),
  departmentName: nullable(ShortText(200)), rateClass: RateClass, issuedAt: Instant, expiresAt: Instant, revokedAt: nullable(Instant), lastUsedAt: nullable(Instant),
})
export type Key = Static<typeof Key>
export const Keys = pageOf(Key)
export const NewKey = object({
  name: ShortText(100), kind: KeyKind, holderId: Code, permissions: listOf(Permission, 50), division: DivisionCode, departmentId: Type.Optional(nullable(Code)), rateClass: RateClass,
  /** It ends with the city's day so many days from today. */
  days: Type.Integer({ minimum: 1, maximum: 3650 }),
})
export const NewKeyShown = object({ id: Uuid, key: Type.String() })
export const KeyLimits = object({ permissions: listOf(Permission, 1000), classes: listOf(object({ rateClass: RateClass, aMinute: Type.Integer() }), 3), longestDays: Type.Integer(), today: Day })
export type KeyLimits = Static<typeof KeyLimits>

export const LogQuery = object({ ...PageByIdQuery, account: Type.Optional(Uuid), kind: Type.Optional(Type.Union((['login', 'login_refused', 'logout', 'session_ended', 'refused', 'factor_changed'] as const).map((kind) => Type.Literal(kind)))) })
export const LogLine = object({
  id: Uuid, at: Instant, kind: Type.String(), accountId: nullable(Uuid), login: nullable(Type.String()), actorId: nullable(Type.String()), source: Type.String(), device: Type.String(),
  code: nullable(Type.String()), route: nullable(Type.String()),
})
export const LogLines = pageOf(LogLine)

export const CastMember = object({
  key: Type.String(), login: nullable(Type.String()), name: Type.String(), note: nullable(Type.String()), kind: Type.Union([Type.Literal('staff'), Type.Literal('resident')]),
  roles: listOf(object({ code: Code, title: Titles, divisionPath: Path, departmentId: nullable(Code) }), 20), password: nullable(Type.String()), totp: nullable(Type.String()), totpSeconds: nullable(Type.Integer()),
  phone: nullable(Type.String()),
})
export const Cast = object({ items: listOf(CastMember, 500) })
export const LastCode = object({ phone: Phone })
export const LastCodeShown = object({ code: nullable(Type.String()) })
