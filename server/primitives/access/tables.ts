import type { ColumnType, Generated } from 'kysely'
import { tables } from '#base/database'
import type { Settings } from './settings.ts'

type Json<T> = ColumnType<T, string, string>

export type AccessTables = {
  'access.role': { code: string; title: Json<Record<string, string>>; level: string; bound: boolean; permissions: string[]; apart: string[]; changed_at: Date }
  'access.setting': { id: string; content: Json<Partial<Settings>>; changed_at: Date }
  'access.account': {
    id: string; kind: 'staff' | 'resident'; login: string | null; party_id: string; name: string; post_id: string | null; department_id: string | null; division_path: string | null
    locale: Generated<string>; version: Generated<number>; created_at: Date; created_by: string; disabled_at: Date | null
  }
  'access.password': { account_id: string; hash: string; set_at: Date; must_change: boolean }
  'access.totp': { account_id: string; confirmed_at: Date | null; last_step: Generated<bigint> }
  'access.secret': { account_id: string; kind: 'totp' | 'draft_key' | 'phone'; party_id: string; sealed: Buffer }
  'access.phone': { key_version: number; digest: Buffer; account_id: string }
  'access.code': { phone: Buffer; digest: Buffer; sent_at: Date; expires_at: Date; tries: number; sent_on: string; sent_today: number }
  'access.passkey': {
    id: string; account_id: string; public_key: Buffer; counter: bigint; transports: string[]; rp_id: string; name: string; created_at: Date; last_used_at: Date | null
  }
  'access.challenge': { id: string; challenge: string; purpose: 'register' | 'login'; account_id: string | null; expires_at: Date }
  'access.grant': {
    id: string; account_id: string; role: string; division_path: string; department_id: string | null; from_at: Date; until_at: Date | null; reason: string
    granted_by: string; granted_at: Date; revoked_at: Date | null; revoked_by: string | null
  }
  'access.session': {
    digest: Buffer; id: string; account_id: string; stage: 'enrol' | 'full'; factors: string[]; created_at: Date; last_seen_at: Date; idle_seconds: number; expires_at: Date
    source: string; device: string; ended_at: Date | null; ended_because: 'logout' | 'ended' | 'ended_all' | 'password' | 'disabled' | 'admin' | null
  }
  'access.known_device': { digest: Buffer; account_id: string; source: string; created_at: Date; last_used_at: Date }
  'access.attempt': { subject: Buffer; source: string; failures: number; last_at: Date; next_at: Date }
  'access.api_key': {
    id: string; digest: Buffer; hint: string; name: string; kind: 'device' | 'unit'; holder_id: string; permissions: string[]; division_path: string; department_id: string | null
    rate_class: 'low' | 'normal' | 'high'; issued_by: string; issued_at: Date; expires_at: Date; revoked_at: Date | null; revoked_by: string | null
  }
  'access.login_log': {
    id: string; at: Date; kind: 'login' | 'login_refused' | 'logout' | 'session_ended' | 'refused' | 'factor_changed'; account_id: string | null; actor_id: string | null
    source: string; device: string; code: string | null; route: string | null
  }
}
export const access = tables<AccessTables>()
