import type { ColumnType, Generated } from 'kysely'
import { tables } from '#base/database'
import type { Settings } from './settings.ts'

type Json<T> = ColumnType<T, string, string>

export type AccessTables = {
  /** What a person logs in with. 账号 */
  'access.account': {
    /** UUIDv7. */
    id: string
    /** staff need two factors, one of them cryptographic; residents one. */
    kind: 'staff' | 'resident'
    /** Login name in lower case; a resident may have none and use the phone. */
    login: string | null
    /** The person in party; what a deed calls its actor. */
    party_id: string
    /** The name that the person is greeted with. */
    name: string
    /** The post that a staff account acts for. 岗位 */
    post_id: string | null
    /** The unit of that post. */
    department_id: string | null
    /** The division of that post as a path; empty is the whole city. */
    division_path: string | null
    /** Language of screens and messages. */
    locale: Generated<string>
    /** Counts changes, for If-Match. */
    version: Generated<number>
    /** When it was made. */
    created_at: Date
    /** Who made it. */
    created_by: string
    /** Since when nobody can log in with it. */
    disabled_at: Date | null
    /** Its owner lets others of the family have accounts on the same phone 共用手机号; one who does not keeps others out. */
    shares_phone: Generated<boolean>
    /** The account of the same person that was kept 并号; this one is shut. */
    merged_into: string | null
    /** Whether its owner wants big type, few choices and a person 长辈版, on every device; null = never chosen. */
    elder: boolean | null
  }
  /** Keys of devices, units and Open311 clients. 接口密钥 */
  'access.api_key': {
    /** UUIDv7. */
    id: string
    /** SHA-256 of the key, which is shown once. */
    digest: Buffer
    /** Its last four characters. */
    hint: string
    /** What it is for. */
    name: string
    /** Held by a device or by a unit. */
    kind: 'device' | 'unit'
    /** Id of the device or unit: the actor of what is done with it. */
    holder_id: string
    /** What it may do, and no more. */
    permissions: string[]
    /** Where. */
    division_path: string
    /** For which unit only. */
    department_id: string | null
    /** How many requests a minute: the numbers stand in access.yaml. */
    rate_class: 'low' | 'normal' | 'high'
    /** Who issued it. */
    issued_by: string
    /** When. */
    issued_at: Date
    /** Until when. */
    expires_at: Date
    /** When it was revoked. */
    revoked_at: Date | null
    /** By whom. */
    revoked_by: string | null
    /** When it was last shown; written at most once a minute. */
    last_used_at: Date | null
  }
  /** Failed logins per name and source; the wait grows. Names that do not exist count too. */
  'access.attempt': {
    /** SHA-256 of the login name or phone as typed. */
    subject: Buffer
    /** ip:… or device:…; * counts all sources never seen before. */
    source: string
    /** In a row. */
    failures: number
    /** The last one. */
    last_at: Date
    /** Not before then again. */
    next_at: Date
  }
  /** Open WebAuthn challenges, each good once for a few minutes. */
  'access.challenge': {
    /** What the browser sends back. */
    id: string
    /** base64url of 32 random bytes. */
    challenge: string
    /** For making a passkey or for logging in. */
    purpose: 'register' | 'login'
    /** Who makes the passkey; null at login. */
    account_id: string | null
    /** Until when it may be answered. */
    expires_at: Date
  }
  /** The last one-time code sent to a phone. 短信验证码 */
  'access.code': {
    /** Blind index of the number under the newest key. */
    phone: Buffer
    /** HMAC of number and code. */
    digest: Buffer
    /** When it was sent; the next one not before a minute later. */
    sent_at: Date
    /** Until when it is good; set to sent_at once used. */
    expires_at: Date
    /** Wrong tries; five end it. */
    tries: number
    /** Day of the count (UTC). */
    sent_on: string
    /** Codes sent that day. */
    sent_today: number
  }
  /** A role given to an account at a division, perhaps for one department only. 授权 */
  'access.grant': {
    /** UUIDv7. */
    id: string
    /** To whom. */
    account_id: string
    /** Which role. */
    role: string
    /** Where: this division and all under it; empty is the whole city. */
    division_path: string
    /** For which unit only; null is not bound to one. */
    department_id: string | null
    /** From when. */
    from_at: Date
    /** Until when; null is until revoked. */
    until_at: Date | null
    /** Why it was given. */
    reason: string
    /** Security administrator who gave it. */
    granted_by: string
    /** When it was given. */
    granted_at: Date
    /** When it was taken back. */
    revoked_at: Date | null
    /** Who took it back. */
    revoked_by: string | null
  }
  /** Browsers that logged in before: their counters are their own, so nobody else's guesses shut them out. */
  'access.known_device': {
    /** SHA-256 of the device cookie and the account. */
    digest: Buffer
    /** Whose. */
    account_id: string
    /** Network address of its last login. */
    source: string
    /** First login. */
    created_at: Date
    /** Last login. */
    last_used_at: Date
  }
  /** Logins, refusals and changes of factors; kept as the city's data says, six months at least. 登录日志 */
  'access.login_log': {
    /** UUIDv7, the partition key. */
    id: string
    /** When. */
    at: Date
    /** What happened. */
    kind: 'login' | 'login_refused' | 'logout' | 'session_ended' | 'refused' | 'factor_changed'
    /** Account, where it is known. */
    account_id: string | null
    /** Actor of a refused deed. */
    actor_id: string | null
    /** Network address. */
    source: string
    /** What the browser called itself, shortened. */
    device: string
    /** Code of the refusal, or the factors of a login. */
    code: string | null
    /** Route of a refused request. */
    route: string | null
  }
  /** WebAuthn credentials. 通行密钥 */
  'access.passkey': {
    /** Credential id, base64url. */
    id: string
    /** Whose. */
    account_id: string
    /** COSE public key. */
    public_key: Buffer
    /** Last signature counter; one that goes back is refused. */
    counter: bigint
    /** How the browser may reach it. */
    transports: string[]
    /** Host that it was made for. */
    rp_id: string
    /** What its owner calls it. */
    name: string
    /** When it was made. */
    created_at: Date
    /** When it was last used. */
    last_used_at: Date | null
  }
  /** argon2id hash of an account's password. */
  'access.password': {
    /** Whose. */
    account_id: string
    /** PHC string: parameters, salt and hash. */
    hash: string
    /** When it was set. */
    set_at: Date
    /** Made by an administrator; good for one login that sets an own one. */
    must_change: boolean
  }
  /** Which account a phone number belongs to, findable by blind index only. */
  'access.phone': {
    /** Version of the blind-index key. */
    key_version: number
    /** Blind index of the number. */
    digest: Buffer
    /** Whose. */
    account_id: string
    /** When the code sent to it was first shown; null = entered otherwise, by the demo. 手机号验证 */
    proven_at: Date | null
    /** When the code sent to it was first shown by this account; proving it again changes nothing. */
    held_at: Date | null
  }
  /** A role of the city's roles.yaml. 角色 */
  'access.role': {
    /** Name in the city's data. */
    code: string
    /** Title by language. */
    title: Json<Record<string, string>>
    /** Level of divisions at which a grant of this role stands: city, district, street, community, grid, any or none. */
    level: string
    /** A grant of this role counts only for the unit of the post. */
    bound: boolean
    /** Names of permissions, each declared by a home. */
    permissions: string[]
    /** Roles that the same person may not hold as well. 不相容岗位 */
    apart: string[]
    /** When the role was last loaded. */
    changed_at: Date
  }
  /** Sealed values of an account, behind row-level security. */
  'access.secret': {
    /** Whose. */
    account_id: string
    /** totp: shared secret; draft_key: key of drafts kept offline; phone: number for codes. */
    kind: 'totp' | 'draft_key' | 'phone'
    /** The person, for the policy. */
    party_id: string
    /** Sealed by the data key under access.<kind>. */
    sealed: Buffer
  }
  /** Logins that are going on or were. 会话 */
  'access.session': {
    /** SHA-256 of the cookie; the cookie itself is never stored. */
    digest: Buffer
    /** Public id, for lists. */
    id: string
    /** Whose. */
    account_id: string
    /** enrol: may only set password and factors; full: everything granted. */
    stage: 'enrol' | 'full'
    /** What was shown: password, totp, passkey, sms; provider: another platform vouched. */
    factors: string[]
    /** When it began. */
    created_at: Date
    /** Last use, to the minute. */
    last_seen_at: Date
    /** Ends after so long without use. */
    idle_seconds: number
    /** Ends then in any case. */
    expires_at: Date
    /** Network address at login. */
    source: string
    /** What the browser called itself, shortened. */
    device: string
    /** When it was ended before its time. */
    ended_at: Date | null
    /** Why. */
    ended_because: 'logout' | 'ended' | 'ended_all' | 'password' | 'disabled' | 'admin' | 'phone' | 'merged' | 'closed' | null
  }
  /** One row: limits of sessions, lockout and logs from the city's data. */
  'access.setting': {
    /** Always access. */
    id: string
    /** The limits; settings.ts gives the shape. */
    content: Json<Partial<Settings>>
    /** When they were last loaded. */
    changed_at: Date
  }
  /** State of the time-based code of an account. 动态口令 */
  'access.totp': {
    /** Whose. */
    account_id: string
    /** When the first right code was shown; before that it does not count as a factor. */
    confirmed_at: Date | null
    /** Last time step used: a code is good once. */
    last_step: Generated<bigint>
  }
}
export const access = tables<AccessTables>()
