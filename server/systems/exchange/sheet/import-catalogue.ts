import { randomUUIDv7 } from 'node:crypto'
import type { Static } from 'typebox'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { draftChange } from '../change/draft-change.ts'
import type { CatalogueImport, ImportedCatalogue } from '../contract.ts'
import { exchange } from '../tables.ts'
import { headingOf, type CatalogueColumn } from './catalogue-columns.ts'
import type { JudgedCatalogue, SentEntry } from './judge-catalogue.ts'
import { bare } from './name-faults.ts'

/** Takes a department's sheet of the catalogue: each entry that nothing is wrong with becomes a draft, whole; the others are told by row and column; what is in force already stays. 导入目录 */
export async function importCatalogue(deed: Deed, { entries, sent, faults: wrong }: JudgedCatalogue, { reason, effectiveOn }: Static<typeof CatalogueImport>): Promise<ImportedCatalogue> {
  const unitId = deed.actor.departmentId
  if (unitId === null) throw forbidden('exchange.no_unit')
  const known = await knownTo(deed, unitId, entries)
  const faults = [...wrong]
  let [drafted, unchanged] = [0, 0]
  for (const one of entries) {
    const live = one.code === null ? undefined : known.live.get(one.code)
    if (live?.same(one)) { unchanged++; continue }
    const against = known.faultOf(one)
    if (against !== null) { faults.push({ line: one.line, column: headingOf(against.column), code: against.code, value: against.value }); continue }
    await draftChange(deed, { id: randomUUIDv7(), code: one.code, base: live?.version ?? null, classified: 'none', entry: one.said, derivedFrom: one.derivedFrom, derivedReason: one.derivedReason, reason, effectiveOn })
    drafted++
  }
  return { entries: sent, drafted, unchanged, rejected: sent - drafted - unchanged, faults: faults.toSorted((a, b) => a.line - b.line).slice(0, 500), total: faults.length }
}

type Against = { column: CatalogueColumn; code: string; value: string }

/** What stands against an entry in the catalogue and among the drafts, asked once for all of them. */
async function knownTo(deed: Deed, unitId: string, entries: readonly SentEntry[]) {
  const codes = [...new Set(entries.flatMap(({ code, derivedFrom }) => [...(code === null ? [] : [code]), ...derivedFrom]))]
  const rows = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where((is) => is.or([is('unit_id', '=', unitId), ...(codes.length > 0 ? [is('code', 'in', codes)] : [])])).execute()
  const open = await exchange(deed.tx).selectFrom('exchange.change').select(['resource_code', 'unit_id', 'content']).where('ended_at', 'is', null).where('unit_id', '=', unitId).execute()
  const themes = new Set((await exchange(deed.tx).selectFrom('exchange.resource').select('theme').distinct().execute()).map(({ theme }) => theme))
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const names = new Map([...rows.filter((row) => row.unit_id === unitId && row.withdrawn_at === null).map((row) => [bare(row.name), row.code] as const), ...open.flatMap((one) => (one.content === null ? [] : [[bare((one.content as { name: string }).name), one.resource_code] as const]))])
  const opened = new Set(open.map((one) => one.resource_code))
  const faultOf = ({ code, said, derivedFrom }: SentEntry): Against | null => {
    const live = code === null ? undefined : byCode.get(code)
    if (live && live.unit_id !== unitId) return { column: 'code', code: 'code_of_another', value: code! }
    if (live?.withdrawn_at) return { column: 'code', code: 'code_withdrawn', value: code! }
    if (code !== null && opened.has(code)) return { column: 'code', code: 'change_open', value: code }
    if (!themes.has(said.theme)) return { column: 'theme', code: 'not_listed', value: said.theme }
    const named = names.get(bare(said.name))
    if (named !== undefined && named !== code) return { column: 'name', code: 'name_in_catalogue', value: `${said.name} = ${named}` }
    const missing = derivedFrom.find((one) => one === code || byCode.get(one)?.withdrawn_at !== null)
    return missing === undefined ? null : { column: 'derived_from', code: 'code_unknown', value: missing }
  }
  const live = new Map(rows.filter((row) => row.unit_id === unitId).map((row) => [row.code, { version: row.version, same: ({ entry }: SentEntry) => said(row) === said(entry) }]))
  return { faultOf, live }
}

const said = ({ name, library, theme, summary, format, share, share_condition, share_basis, modes, open, cycle, personal, derived_from, derived_reason, fields }: SentEntry['entry']): string =>
  canonicalJson({ name, library, theme, summary, format, share, share_condition, share_basis, modes, open, cycle, personal, derived_from, derived_reason, fields })
