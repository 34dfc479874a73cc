import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { conflict, invalid, notFound, Refusal } from '#base/errors'
import { isPublicNumber, withCheckDigit } from '#primitives/matter'
import type { CheckedRows, DeliveryChunk, QueriedRows, QueryRows, SandboxPeople, StartedDelivery } from '../contract.ts'
import { askedKey } from '../row/asked-key.ts'
import type { Row } from '../row/grant-in-force.ts'
import { answerList, judgeList, keyOfList } from '../row/judge-list.ts'
import type { SentTable } from '../row/read-sent-table.ts'
import { sameValue, shownFields } from '../row/shown-fields.ts'
import { exchange } from '../tables.ts'
import { madePeople, nobodyOf, rowsOf } from './made-people.ts'
import { countSandboxUse, requireSandboxGrant, sandboxRules } from './sandbox-grant.ts'

const MOST = 20
/** Small, so that a program meets more than one. */
const CHUNK = 50
/** A number of the right form, for whoever tries. */
const MATTER = withCheckDigit('261125000001')

/** Whom one can ask about here, and how many rows each has in every entry. 沙箱人员名单 */
export const showSandboxPeople = async (deed: Deed): Promise<SandboxPeople> => ({
  matter: MATTER, sandbox: true, people: madePeople(await nobodyOf(deed)).map(({ place, name, number, phone }) => ({ name, number, phone, rows: rowsOf(place) })),
})

/** One made-up person's rows, asked and answered as in earnest: fields granted, masks, quota, refusals; no leaf, since it is about nobody. 沙箱逐件查询 */
export async function querySandbox(deed: Deed, grantId: string, query: QueryRows): Promise<QueriedRows> {
  const grant = await requireSandboxGrant(deed, grantId, 'query')
  const asked = askedKey(grant, query, await sandboxRules(deed))
  if (asked instanceof Refusal) throw asked
  requireMatterForm(query.matter)
  const rows = grant.rows.filter((row) => sameValue(row[query.field] ?? null, asked.value))
  if (rows.length > MOST) throw conflict('exchange.too_many_found', { most: MOST })
  await countSandboxUse(deed, grant, rows.length)
  return { rows: rows.map((row) => shownFields(grant, row, query.compare)), masks: [...grant.masks], sandbox: true }
}

/** A list of made-up people, line by line. 沙箱批量核验 */
export async function checkSandbox(deed: Deed, grantId: string, matter: string, { rows: sheet, faults: unread }: SentTable): Promise<CheckedRows> {
  const grant = await requireSandboxGrant(deed, grantId, 'batch_check')
  requireMatterForm(matter)
  const key = keyOfList(grant, sheet)
  const { asked, faults } = judgeList(grant, key, sheet, await sandboxRules(deed))
  await countSandboxUse(deed, grant, asked.length)
  const found = Map.groupBy(grant.rows.map((values) => ({ values })), ({ values }) => String(values[key.field] ?? ''))
  return { ...answerList(asked, new Map([...found].map(([value, of]) => [value, of.length > MOST ? 'too many' as const : of])), [...unread, ...faults]), sandbox: true }
}

/** Begins a whole copy of what is made up. 沙箱整批交付 */
export async function startSandboxDelivery(deed: Deed, grantId: string, id: string): Promise<StartedDelivery> {
  const grant = await requireSandboxGrant(deed, grantId, 'delivery')
  const other = await exchange(deed.tx).selectFrom('exchange.sandbox_grant').select('id').where('delivery_id', '=', id).executeTakeFirst()
  if (other && other.id !== grantId) throw conflict('exchange.delivery_elsewhere')
  await exchange(deed.tx).updateTable('exchange.sandbox_grant').set({ delivery_id: id }).where('id', '=', grantId).execute()
  return { id, rows: 0, chunks: 0, total: grant.rows.length, chunkRows: CHUNK, masks: [...grant.masks], sandbox: true }
}

/** A chunk of it: the same bytes however often it is asked for. There is no receipt, since nothing is on the ledger. */
export async function deliverSandboxChunk(deed: Deed, deliveryId: string, number: number): Promise<DeliveryChunk> {
  const of = await exchange(deed.tx).selectFrom('exchange.sandbox_grant').select('id').where('delivery_id', '=', deliveryId).where('unit_id', '=', deed.actor.departmentId ?? '').executeTakeFirst()
  if (!of) throw notFound('exchange.delivery_unknown')
  const grant = await requireSandboxGrant(deed, of.id, 'delivery')
  const last = Math.ceil(grant.rows.length / CHUNK)
  if (number > last) throw notFound('exchange.no_such_chunk', { next: last })
  const rows: readonly Row[] = grant.rows.slice((number - 1) * CHUNK, number * CHUNK)
  await countSandboxUse(deed, grant, rows.length)
  const text = rows.map((row) => `${canonicalJson(shownFields(grant, row))}\n`).join('')
  return { number, rows: rows.length, sha256: createHash('sha256').update(text).digest('hex'), text, last: number === last, sandbox: true }
}

function requireMatterForm(number: string): void {
  if (!isPublicNumber(number)) throw invalid('exchange.matter_unknown', { number })
}
