import type { Deed } from '#base/deed'
import { party } from '../tables.ts'

/** Says that a person has business at a place or with a unit, so that those who do it can read the masked row. 建立关联 */
export async function tiePerson(deed: Deed, personId: string, tie: { divisionPath?: string, departmentId?: string, reason: string }): Promise<void> {
  await party(deed.tx).insertInto('party.person_tie')
    .values({ person_id: personId, division_path: tie.divisionPath ?? '-', department_id: tie.departmentId ?? '-', reason: tie.reason, since: deed.now })
    .onConflict((of) => of.doNothing()).execute()
}
