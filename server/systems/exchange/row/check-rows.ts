import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import type { SheetFault, SheetRow } from '#base/spreadsheet'
import { appendLeaves } from '#primitives/ledger'
import { identityRules, personIdsOf } from '#primitives/party'
import type { CheckedRows, ResourceField } from '../contract.ts'
import { rowsUnder } from '../fact/rows-under.ts'
import { countUse, grantInForce, identityFields, requireMatterNumber, type Grant } from './grant-in-force.ts'
import { columnsOf } from './own-resource.ts'
import { readCell } from './read-cell.ts'
import type { SentTable } from './read-sent-table.ts'
import { sameValue } from './shown-fields.ts'

const MOST = 20
type Asked = Readonly<{ line: number; key: string; said: readonly (readonly [ResourceField, string])[] }>

/** The columns of a list to be checked: the entry's keys and the fields granted; which of them stand in it is the asker's choice. */
export const checkColumns = (grant: Pick<Grant, 'resourceFields' | 'fields'>) => columnsOf({ fields: grant.resourceFields.filter((one) => one.key || grant.fields.includes(one.field)).map((one) => ({ ...one, key: false, required: false })) })

/** A list against one grant and one matter: of each row yes, no or unknown, and nothing else leaves. One leaf a person. 批量核验 */
export async function checkRows(deed: Deed, grantId: string, matter: string, { rows: sheet, faults: unread }: SentTable): Promise<CheckedRows> {
  const grant = await grantInForce(deed, grantId, 'batch_check')
  await requireMatterNumber(deed, matter)
  const key = grant.resourceFields.find((one) => one.key && sheet.some(({ cells }) => (cells as Record<string, string>)[one.field] !== ''))
  if (!key) throw invalid('exchange.no_key_column', { keys: grant.resourceFields.filter((one) => one.key).map((one) => one.name).join('、') })
  const { asked, faults: wrong } = await judge(deed, grant, key, sheet)
  const faults = [...unread, ...wrong].toSorted((a, b) => a.line - b.line)
  await countUse(deed, grant, asked.length)
  const found = await rowsUnder(deed, grant, key.field, [...new Set(asked.map((one) => one.key))], MOST)
  const rows = asked.map((one) => {
    const of = found.get(one.key)
    const answer: 'yes' | 'no' | 'unknown' = of === undefined || of === 'too many' ? 'unknown' : of.some(({ values: row }) => one.said.every(([field, text]) => sameValue(row[field.field] ?? null, text))) ? 'yes' : 'no'
    return { line: one.line, answer }
  })
  await leaveLeaves(deed, grant, matter, key, asked)
  return { rows, yes: rows.filter(({ answer }) => answer === 'yes').length, no: rows.filter(({ answer }) => answer === 'no').length, unknown: rows.filter(({ answer }) => answer === 'unknown').length, faults: faults.slice(0, 500), rejected: faults.length }
}

async function judge(deed: Deed, grant: Grant, key: ResourceField, sheet: readonly SheetRow[]): Promise<{ asked: Asked[]; faults: SheetFault[] }> {
  const rules = await identityRules(deed, [])
  const compared = grant.resourceFields.filter((one) => one.field !== key.field && grant.masks.some(({ field, mask }) => field === one.field && mask !== 'never'))
  const [asked, faults]: [Asked[], SheetFault[]] = [[], []]
  for (const { line, cells } of sheet) {
    const text = (field: ResourceField): string => (cells as Record<string, string>)[field.field] ?? ''
    const given = [key, ...compared.filter((one) => text(one) !== '')].map((field) => ({ field, read: readCell({ ...field, key: field === key }, text(field), rules) }))
    const wrong = given.find(({ read }) => 'fault' in read)
    if (wrong) faults.push({ line, column: wrong.field.name, code: 'fault' in wrong.read ? wrong.read.fault : '', value: '' })
    else asked.push({ line, key: valueOf(given[0]!.read), said: given.slice(1).map(({ field, read }) => [field, valueOf(read)] as const) })
  }
  return { asked, faults }
}

const valueOf = (read: ReturnType<typeof readCell>): string => ('value' in read ? String(read.value) : '')

/** Whoever was asked about sees it; a key that is no person's leaves one leaf for the list. */
async function leaveLeaves(deed: Deed, grant: Grant, matter: string, key: ResourceField, asked: readonly Asked[]): Promise<void> {
  const persons = identityFields(grant).includes(key.field) ? await personIdsOf(deed, asked.map((one) => one.key)) : new Map<string, string>()
  const payload = { grant: grant.id, resource: grant.resource_code, matter, fields: [...new Set([key, ...asked.flatMap((one) => one.said.map(([field]) => field))].map((field) => field.name))] }
  await appendLeaves({ ...deed, purpose: grant.purpose }, [
    { kind: 'exchange.list_checked', payload: { ...payload, rows: asked.length } },
    ...[...persons.values()].map((id) => ({ kind: 'exchange.used', subjects: [id], payload })),
  ])
}
