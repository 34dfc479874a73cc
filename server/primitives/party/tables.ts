import type { ColumnType, Generated } from 'kysely'
import { tables } from '#base/database'

export type NumberKind = 'resident' | 'permit' | 'foreign_resident' | 'passport' | 'other'
export type NetworkPost = 'own' | 'attached' | 'none'
type Changed = ColumnType<Date, Date, Date>

export type PartyTables = {
  'party.department': {
    id: string, name: string, short_name: string | null, credit_code: string | null, level: string, division_code: string, division_path: string, parent_id: string | null
    kind: string, role: string | null, network_post: NetworkPost, phone: string | null, valid_to: string | null, origin: 'folder' | 'desk', version: Generated<number>, changed_at: Changed
  }
  'party.stamp': { one: Generated<boolean>, stamp: string }
  'party.person': {
    id: string, name: Buffer, number: Buffer | null, number_kind: NumberKind | null, phone: Buffer | null, address: Buffer | null, birth_year: number | null, sex: 'female' | 'male' | null
    division_path: string | null, household_id: string | null, marks: Generated<string[]>, number_indexed: number | null, version: Generated<number>, changed_at: Changed
  }
  'party.person_number': { digest: Buffer, key_version: number, person_id: string }
  'party.person_tie': { person_id: string, division_path: string, department_id: string, reason: string, since: Date }
  'party.post': {
    id: string, code: string, department_id: string, division_code: string, division_path: string, title: string, role: string, is_head: Generated<boolean>
    person_id: string | null, ended_at: Date | null, changed_at: Changed
  }
  'party.firm': { credit_code: string, id: string, name: string, division_path: string | null, valid_to: string | null, changed_at: Changed }
  'party.purpose': { code: string, name: string, name_en: string | null, fields: string[], lookup: boolean, source: string | null, effective_on: string | null, place: number, ended: Generated<boolean> }
  'party.setting': { one: Generated<boolean>, daily_limit: number }
  'party.sight': { actor_id: string, on_day: string, person_id: string, times: number }
  'party.identity_area': { code: string, name: string, abolished: boolean }
  'party.cast_member': { key: string, person_id: string, name: string, account: string | null, resident: boolean, note: string | null, place: number }
}
export const party = tables<PartyTables>()
