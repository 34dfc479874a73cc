import type { Deed } from '#base/deed'
import { replacementOf, requireOfUnit } from './find-licence.ts'
import { issueLicence } from './issue-licence.ts'
import { ISSUE } from './issuing-unit.ts'
import { contentOf, type LicenceRow } from './licence-content.ts'
import { requireLicenceKind } from './licence-kinds.ts'
import { stateOf, type Values } from './rules.ts'
import { takeBack } from './revoke-licence.ts'

type Replacing = Readonly<{ id: string; newId: string; why: 'renewed' | 'changed' | 'lost'; words: string; values?: Values | undefined }>

/** A new licence in the place of one that ran out, changed or was lost; the chain is kept, and the old one is believed no more. 换发证照 */
export async function replaceLicence(deed: Deed, { id, newId, why, words, values }: Replacing): Promise<LicenceRow> {
  const row = await requireOfUnit(deed, id, ISSUE, { lock: true })
  const basis = `desk:${newId}`
  const state = stateOf(row, deed.now)
  const gone = state === 'revoked' || state === 'replaced'
  if (!gone || !(await madeBy(deed, row, basis))) await takeBack(deed, row, why === 'lost' ? 'lost' : 'replaced', words)
  const kind = await requireLicenceKind(deed, row.kind)
  const old = contentOf(row)
  const kept = Object.fromEntries(kind.fields.flatMap((field) => { const said = old.fields.find(({ label }) => label === field.label); return said ? [[field.code, said.value]] : [] }))
  return issueLicence(deed, { kind: row.kind, holderId: row.holder_id, values: { ...kept, ...values }, basis, replaces: row.id })
}

/** A second tap: the licence that this very wish made is there already. */
async function madeBy(deed: Deed, row: LicenceRow, basis: string): Promise<boolean> {
  return (await replacementOf(deed, row.id))?.basis === basis
}
