import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { copyOf, filesOf, type StoredCopy } from '#primitives/file'
import { contentOf } from './licence-content.ts'
import { licence } from './tables.ts'

export type IssuedLicence = Readonly<{ id: string; kind: string; name: string; number: string }>

/** What was issued to a person on each basis, such as `application:<number>`, whatever became of it since. 依据签发的证照 */
export async function licencesOnAll(deed: Deed, holderId: string, bases: readonly string[]): Promise<Map<string, IssuedLicence[]>> {
  if (bases.length === 0) return new Map()
  await sql`set local haihe.licence_holder = ${sql.lit(holderId)}`.execute(licence(deed.tx)) // the policy lets the rows of this one person through
  const rows = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('holder_id', '=', holderId).where('basis', 'in', [...bases]).orderBy('id').limit(6 * bases.length).execute()
  await sql`set local haihe.licence_holder = ''`.execute(licence(deed.tx))
  return new Map([...Map.groupBy(rows, ({ basis }) => basis)].map(([basis, some]) => [basis, some.map((row) => ({ id: row.id, kind: row.kind, name: contentOf(row).kind.name, number: row.number }))]))
}

export const licencesOn = async (deed: Deed, holderId: string, basis: string): Promise<IssuedLicence[]> => (await licencesOnAll(deed, holderId, [basis])).get(basis) ?? []

/** The documents of what was issued to a person on a basis; null = still to be drawn. 依据签发的证照文件 */
export async function licenceDocuments(deed: Deed, holderId: string, basis: string): Promise<{ name: string; number: string; copy: StoredCopy | null }[]> {
  const issued = await licencesOn(deed, holderId, basis)
  const files = await filesOf(deed, 'licence', issued.map(({ id }) => id))
  return issued.map(({ id, name, number }) => { const file = files.get(id)?.[0]; return { name, number, copy: file ? copyOf(file, 'work') : null } })
}
