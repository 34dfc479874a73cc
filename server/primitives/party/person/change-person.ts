import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { record } from '#primitives/event'
import { requireDivision } from '#primitives/place'
import { phonePattern } from './create-person.ts'
import { sealField } from './sealed-person.ts'
import { party } from '../tables.ts'

/** Brings name, telephone, address or home of a person up to date; what is left out stays. The number never changes. 变更人员信息 */
export async function changePerson(deed: Deed, personId: string, told: { name?: string | undefined, phone?: string | undefined, address?: string | undefined, divisionCode?: string | undefined }): Promise<void> {
  if (told.phone !== undefined && !phonePattern.test(told.phone)) throw invalid('party.phone_impossible')
  await party(deed.tx).updateTable('party.person').where('id', '=', personId).set({
    ...(told.name !== undefined && { name: sealField('name', told.name) }),
    ...(told.phone !== undefined && { phone: sealField('phone', told.phone) }),
    ...(told.address !== undefined && { address: sealField('address', told.address) }),
    ...(told.divisionCode !== undefined && { division_path: (await requireDivision(deed, told.divisionCode)).path }),
    version: sql`version + 1`, changed_at: deed.now,
  }).execute()
  await record(deed, 'party.person_changed', personId, { fields: Object.entries(told).flatMap(([field, value]) => (value === undefined ? [] : [field])) })
}
