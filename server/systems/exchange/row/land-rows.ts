import { createHash, randomUUIDv7 } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { keys } from '#base/keys'
import type { Column, SheetFault, SheetRow } from '#base/spreadsheet'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { identityRules } from '#primitives/party'
import type { LandedRows } from '../contract.ts'
import { gradeColumn } from '../detector/grade-column.ts'
import { exchange, type ExchangeTables } from '../tables.ts'
import { keyDigests } from './find-rows.ts'
import { readCell, type Value } from './read-cell.ts'
import type { SentTable } from './read-sent-table.ts'

type Resource = ExchangeTables['exchange.resource']
type Row = Readonly<Record<string, Value>>
type Good = Readonly<{ row: Row; /** Under every live key, the newest first. */ digests: readonly Buffer[] }>
type Known = Pick<ExchangeTables['exchange.row'], 'id' | 'digest' | 'sealed' | 'version'>
/** A full copy that lost more than this share is taken for an outage of the source, not for a mass deletion. */
const LOST = 0.5
const AT_ONCE = 500
/** So many rows say what a column holds. */
const SAMPLE = 2000

/** The columns of an entry's sheet: its fields under their names. */
export const columnsOf = ({ fields }: Pick<Resource, 'fields'>): Column[] => fields.map(({ field, name, key, required }) => ({ field, heading: name, required: key || required }))

/** The entry that the actor's unit is the source of; another's is as unknown as none. */
export async function ownResource(deed: Deed, code: string): Promise<Resource> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound('exchange.resource_unknown')
  return row
}

/** Takes the rows of an entry from its source's file: each judged by the entry's fields, good ones in, the others told by row and column; with `full` what is not in it goes. The same file twice changes nothing. 落地数据 */
export async function landRows(deed: Deed, code: string, { rows: sheet, faults: unread }: SentTable, full: boolean): Promise<LandedRows> {
  const resource = await ownResource(deed, code)
  const judged = judge(resource, sheet, await identityRules(deed, []))
  const { good } = judged
  const faults = [...unread, ...judged.faults].toSorted((a, b) => a.line - b.line)
  const before = new Map((await exchange(deed.tx).selectFrom('exchange.row').select(['id', 'digest', 'sealed', 'version']).where('resource_code', '=', code).execute()).map((row): [string, Known] => [row.digest.toString('hex'), row]))
  const knownOf = ({ digests }: Good): Known | undefined => digests.map((digest) => before.get(digest.toString('hex'))).find((known) => known !== undefined)
  const kept = new Set(good.map((one) => knownOf(one)?.id))
  const gone = full ? [...before.values()].map(({ id }) => id).filter((id) => !kept.has(id)) : []
  if (gone.length > 0 && gone.length > before.size * LOST) throw conflict('exchange.too_many_would_go', { gone: gone.length, rows: before.size })
  const changed = good.filter((one) => {
    const known = knownOf(one)
    return !known || known.version !== resource.version || keys().open('exchange.row', known.sealed).toString() !== canonicalJson(one.row)
  })
  for (let at = 0; at < changed.length; at += AT_ONCE) await write(deed, resource, changed.slice(at, at + AT_ONCE), knownOf)
  if (gone.length > 0) await exchange(deed.tx).deleteFrom('exchange.row').where('id', 'in', gone).execute()
  const hash = createHash('sha256').update(good.map(({ row }) => canonicalJson(row)).toSorted().join('\n')).digest('hex')
  await appendLeaf(deed, { kind: 'exchange.landed', payload: { resource: code, version: resource.version, rows: good.length, changed: changed.length, gone: gone.length, rejected: faults.length, sha256: hash } })
  await record(deed, 'exchange.landed', code, { rows: good.length })
  return { rows: sheet.length + unread.length, changed: changed.length, unchanged: good.length - changed.length, gone: gone.length, rejected: new Set(faults.map(({ line }) => line)).size, sha256: hash, faults: faults.slice(0, 500), proposals: proposalsOf(resource, good) }
}

function judge({ code, fields }: Resource, sheet: readonly SheetRow[], rules: Parameters<typeof readCell>[2]): { good: Good[]; faults: SheetFault[] } {
  const [good, faults, seen]: [Good[], SheetFault[], Map<string, number>] = [[], [], new Map()]
  for (const { line, cells } of sheet) {
    const read = fields.map((field) => ({ field, text: (cells as Record<string, string>)[field.field] ?? '', ...readCell(field, (cells as Record<string, string>)[field.field] ?? '', rules) }))
    const wrong = read.flatMap((one) => ('fault' in one ? [{ line, column: one.field.name, code: one.fault, value: one.field.personal ? maskFault(one.text) : one.text.slice(0, 40) }] : []))
    if (wrong.length > 0) { faults.push(...wrong); continue }
    const row = Object.fromEntries(read.map((one) => [one.field.field, 'value' in one ? one.value : null]))
    const digests = keys().blind('exchange.row', canonicalJson([code, ...fields.filter(({ key }) => key).map(({ field }) => row[field] ?? null)])).map(({ digest }) => digest)
    const own = digests[0]!.toString('hex')
    const twice = seen.get(own)
    if (twice !== undefined) { faults.push({ line, column: fields.find(({ key }) => key)!.name, code: 'repeated', value: `= ${twice}` }); continue }
    seen.set(own, line)
    good.push({ row, digests })
  }
  return { good, faults }
}

/** Fields whose values look more personal than the catalogue says: a person regrades, the machine only proposes. 分级建议 */
function proposalsOf({ fields }: Resource, good: readonly Good[]): LandedRows['proposals'] {
  const sample = good.slice(0, SAMPLE)
  return fields.flatMap(({ field, name, grade: declared }) => {
    const found = gradeColumn(name, sample.map(({ row }) => (row[field] === null || row[field] === undefined ? null : String(row[field]))))
    return found.kind !== null && found.grade > declared ? [{ field, name, kind: found.kind, grade: found.grade, declared, share: found.share }] : []
  })
}

/** Enough to find the cell again, and no more. */
const maskFault = (text: string): string => (text.length <= 4 ? '*'.repeat(text.length) : `${text.slice(0, 2)}${'*'.repeat(Math.min(text.length - 3, 12))}${text.slice(-1)}`)

async function write(deed: Deed, { code, version, fields }: Resource, good: readonly Good[], knownOf: (one: Good) => Known | undefined): Promise<void> {
  const rows = good.map((one) => {
    const known = knownOf(one)
    return { id: known?.id ?? randomUUIDv7(), resource_code: code, digest: known?.digest ?? one.digests[0]!, version, sealed: keys().seal('exchange.row', canonicalJson(one.row)), landed_at: deed.now }
  })
  await exchange(deed.tx).insertInto('exchange.row').values(rows)
    .onConflict((old) => old.columns(['resource_code', 'digest']).doUpdateSet((to) => ({ sealed: to.ref('excluded.sealed'), version: to.ref('excluded.version'), landed_at: to.ref('excluded.landed_at') }))).execute()
  const found = fields.filter(({ key }) => key)
  await exchange(deed.tx).insertInto('exchange.row_key').values(good.flatMap(({ row }, at) => found.map(({ field }) => ({ resource_code: code, field, digest: keyDigests(code, field, String(row[field]))[0]!, row_id: rows[at]!.id }))))
    .onConflict((old) => old.doNothing()).execute()
}
