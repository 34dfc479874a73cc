import { sql } from 'kysely'
import { divisionLine } from '#primitives/place'
import type { DataResource } from '#primitives/registry'
import { party } from '../tables.ts'
import { personIdOf } from './find-person-by-number.ts'
import { openField } from './sealed-person.ts'

/** What people who registered with the city's services said of themselves, open: the exchange has judged grant, masks and matter, and leaves the leaf. 实名注册信息 */
export const registeredPerson: DataResource = {
  kind: 'resource', id: 'party.registered_person', keys: ['identity_number'],
  contract: { identity_number: 'text', name: 'text', phone: 'text', home_code: 'code', home_name: 'text', address: 'text' },
  async one(deed, { value }) {
    const id = await personIdOf(deed, value)
    if (id === null) return []
    await sql`set local haihe.found = ${sql.lit(id)}`.execute(party(deed.tx)) // the policy lets this one row through, whoever asks
    const row = await party(deed.tx).selectFrom('party.person').select(['name', 'number', 'phone', 'address', 'division_path', 'changed_at']).where('id', '=', id).executeTakeFirst()
    await sql`set local haihe.found = ''`.execute(party(deed.tx))
    if (!row) return []
    const home = row.division_path === null ? [] : await divisionLine(deed, row.division_path)
    return [{
      at: row.changed_at,
      values: {
        identity_number: row.number && openField('number', row.number), name: openField('name', row.name), phone: row.phone && openField('phone', row.phone),
        home_code: home.at(-1)?.code ?? null, home_name: home.length > 0 ? home.map(({ name }) => name).join('') : null, address: row.address && openField('address', row.address),
      },
    }]
  },
}
