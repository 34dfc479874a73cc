import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { jobActor } from '#base/jobs'
import { replacementOf, requireOfUnit } from './find-licence.ts'
import { issueLicence } from './issue-licence.ts'
import { ISSUE } from './issuing-unit.ts'
import { contentOf, type LicenceRow } from './licence-content.ts'
import { requireLicenceKind } from './licence-kinds.ts'
import { stateOf, type Values } from './rules.ts'
import { takeBack } from './revoke-licence.ts'
import { licence } from './tables.ts'

type Replacing = Readonly<{ id: string; newId: string; why: 'renewed' | 'changed' | 'lost'; words: string; values?: Values | undefined }>

/** A new licence in the place of one that ran out, changed or was lost; the chain is kept, and the old one is believed no more. 换发证照 */
export async function replaceLicence(deed: Deed, { id, newId, why, words, values }: Replacing): Promise<LicenceRow> {
  const row = await requireOfUnit(deed, id, ISSUE, { lock: true })
  const basis = `desk:${newId}`
  const state = stateOf(row, deed.now)
  const gone = state === 'revoked' || state === 'replaced'
  if (!gone || !(await madeBy(deed, row, basis))) await takeBack(deed, row, why === 'lost' ? 'lost' : 'replaced', words)
  return issueLicence(deed, { kind: row.kind, holderId: row.holder_id, values: { ...(await valuesOf(deed, row)), ...values }, basis, replaces: row.id })
}

/** A second tap: the licence that this very wish made is there already. */
async function madeBy(deed: Deed, row: LicenceRow, basis: string): Promise<boolean> {
  return (await replacementOf(deed, row.id))?.basis === basis
}

type Losing = Readonly<{ holderId: string; basis: string; newBasis: string; unitId: string; words: string }>

/** What was issued on a basis, or since in its place, was lost before the holder had it: each is believed no more, and issued anew by the same unit. Whoever calls judged that it was lost. 遗失补发 */
export async function replaceLost(deed: Deed, { holderId, basis, newBasis, unitId, words }: Losing): Promise<string[]> {
  await sql`set local haihe.licence_holder = ${sql.lit(holderId)}`.execute(licence(deed.tx))
  const rows = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('holder_id', '=', holderId).where('unit_id', '=', unitId).where('revoked_at', 'is', null)
    .where((of) => of.or([of('basis', '=', basis), of(sql<boolean>`starts_with(basis, ${`${basis}:`})`, '=', true)])).execute()
  await sql`set local haihe.licence_holder = ''`.execute(licence(deed.tx))
  const platform: Deed = { ...deed, subject: null, actor: jobActor('licence.replace_lost') } // the loss decided it; the unit's post needs no further right
  const made: string[] = []
  for (const row of rows) {
    await takeBack(deed, row, 'lost', words)
    made.push((await issueLicence(platform, { kind: row.kind, holderId, unitId, values: await valuesOf(deed, row), basis: newBasis, replaces: row.id })).number)
  }
  return made
}

/** What a licence says, by the codes of its fields. */
async function valuesOf(deed: Deed, row: LicenceRow): Promise<Values> {
  const kind = await requireLicenceKind(deed, row.kind)
  const old = contentOf(row)
  return Object.fromEntries(kind.fields.flatMap((field) => { const said = old.fields.find(({ label }) => label === field.label); return said ? [[field.code, said.value]] : [] }))
}
