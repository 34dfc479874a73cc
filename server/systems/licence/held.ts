import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { contentOf } from './licence-content.ts'
import { keepLook } from './looks.ts'
import { stateOf } from './rules.ts'
import { licence } from './tables.ts'

/** A licence in force that stands for the paper of its kind. */
export type HeldLicence = Readonly<{ id: string; kind: string; name: string; number: string; unit: string; until: string | null; documentSha256: string | null; fields: readonly Readonly<{ label: string; value: string }>[] }>

/** What a person holds of these kinds, in force now: no form may ask for a paper that stands here. `relied` says for which matter a unit takes it instead of the paper; the holder sees that. 以证代纸 */
export async function held(deed: Deed, personId: string, kinds: readonly string[], relied?: Readonly<{ unitId: string; about: string }>): Promise<HeldLicence[]> {
  if (kinds.length === 0) return []
  await sql`set local haihe.licence_holder = ${sql.lit(personId)}`.execute(licence(deed.tx)) // the policy lets the rows of this one person through
  const rows = await licence(deed.tx).selectFrom('licence.licence as l').leftJoin('licence.document as d', 'd.licence_id', 'l.id').selectAll('l').select('d.sha256')
    .where('l.holder_id', '=', personId).where('l.kind', 'in', [...new Set(kinds)]).where('l.revoked_at', 'is', null).orderBy('l.id', 'desc').limit(100).execute()
  await sql`set local haihe.licence_holder = ''`.execute(licence(deed.tx))
  const good = rows.filter((row) => stateOf(row, deed.now) === 'in_force')
  if (relied) for (const { id } of good) await keepLook(deed, { licenceId: id, how: 'relied', ...relied })
  return good.map((row) => {
    const { kind, unit, until, fields } = contentOf(row)
    return { id: row.id, kind: row.kind, name: kind.name, number: row.number, unit, until, documentSha256: row.sha256?.toString('hex') ?? null, fields: fields.map(({ label, value }) => ({ label, value: String(value) })) }
  })
}
