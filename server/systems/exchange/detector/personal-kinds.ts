/** What the detector can find. Names of kinds are texts of exchange (`kind.*`); this order is the order of pages. 个人信息种类 */
export const personalKinds = [
  'identity_number', 'bank_card', 'passport', 'travel_permit', 'regional_identity', 'mobile', 'landline', 'email', 'plate', 'name', 'address', 'birth_date', 'credit_code',
] as const
export type PersonalKind = (typeof personalKinds)[number]

/** Why a piece of text was taken for personal data (`why.*` in the texts). 判断依据 */
export const spanReasons = [
  'check_digit', 'check_digit_and_label', // the number proves itself; and a word before it says so too
  'shape', 'shape_and_label', // no check digit exists: it looks like one; and a word before it says so too
  'label', 'title', 'sex', 'role', 'beside_number', 'listed', // how a name was known
  'room', 'room_without_place', 'door_and_label', // how deep an address goes
] as const
export type SpanReason = (typeof spanReasons)[number]

/** A piece of personal data in a text: UTF-16 positions, end outside. 个人信息片段 */
export type Span = { kind: PersonalKind, start: number, end: number, confidence: number, why: SpanReason }

/** Why a column was given its kind and grade (`column_why.*` in the texts). 字段判断依据 */
export const columnReasons = ['heading_and_values', 'heading_only', 'values_only', 'inside_text', 'masked', 'nothing_found', 'no_values'] as const
export type ColumnReason = (typeof columnReasons)[number]

export type Grade = 1 | 2 | 3 | 4
/**
 * Proposed grades of general data, 1 lowest (GB/T 43697-2024 annex H has four). The standard gives factors, no list; this list is ours and a person decides:
 * 4 = what opens accounts or stands for the person before the state; 3 = leads to the person; 2 = says little alone; 1 = the state itself publishes it. 建议级别
 */
export const gradeOf: Readonly<Record<PersonalKind, Grade>> = {
  identity_number: 4, bank_card: 4, passport: 4, travel_permit: 4, regional_identity: 4,
  mobile: 3, email: 3, plate: 3, name: 3, address: 3, birth_date: 3, landline: 2, credit_code: 1,
}
