import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { practiseProof } from '#primitives/ledger'
import type { DeliveryChunk, DeliveryReceipt, FinishedDelivery, Manifest, StartedDelivery } from '../contract.ts'
import { shownFields } from '../row/shown-fields.ts'
import { exchange } from '../tables.ts'
import { countSandboxUse, readSandboxGrant, requireSandboxGrant, type SandboxGrant } from './sandbox-grant.ts'

/** Small, so that a program meets more than one. */
const CHUNK = 50

/** Begins a whole copy of what is made up. 沙箱整批交付 */
export async function startSandboxDelivery(deed: Deed, grantId: string, id: string): Promise<StartedDelivery> {
  const grant = await requireSandboxGrant(deed, grantId, 'delivery')
  const other = await exchange(deed.tx).selectFrom('exchange.sandbox_grant').select('id').where('delivery_id', '=', id).executeTakeFirst()
  if (other && other.id !== grantId) throw conflict('exchange.delivery_elsewhere')
  if (!other) await exchange(deed.tx).updateTable('exchange.sandbox_grant').set({ delivery_id: id, delivered: 0, delivered_at: null }).where('id', '=', grantId).execute()
  const chunks = other ? grant.delivered : 0
  return { id, rows: rowsIn(grant, chunks), chunks, total: grant.rows.length, chunkRows: CHUNK, masks: [...grant.masks], sandbox: true }
}

/** The next chunk, or an earlier one again: the same bytes however often it is asked for, and counted once. */
export async function deliverSandboxChunk(deed: Deed, deliveryId: string, number: number): Promise<DeliveryChunk> {
  const grant = await grantOf(deed, deliveryId)
  const last = lastOf(grant)
  if (number > Math.min(grant.delivered + 1, last)) throw notFound('exchange.no_such_chunk', { next: Math.min(grant.delivered + 1, last) })
  const { text, rows, sha256 } = chunkOf(grant, number)
  if (number > grant.delivered) {
    await countSandboxUse(deed, grant, rows)
    await exchange(deed.tx).updateTable('exchange.sandbox_grant').set({ delivered: number }).where('id', '=', grant.id).execute()
  }
  return { number, rows, sha256, text, last: number === last, sandbox: true }
}

/** The last chunk was taken. Twice is once. 沙箱完成交付 */
export async function finishSandboxDelivery(deed: Deed, deliveryId: string): Promise<FinishedDelivery> {
  const grant = await grantOf(deed, deliveryId)
  const chunks = lastOf(grant)
  if (grant.delivered < chunks) throw conflict('exchange.chunks_left', { next: grant.delivered + 1 })
  if (grant.delivered_at === null) await exchange(deed.tx).updateTable('exchange.sandbox_grant').set({ delivered_at: deed.now }).where('id', '=', grant.id).execute()
  return { id: deliveryId, rows: grant.rows.length, chunks }
}

/** A receipt as in earnest, of a ledger that is none: scripts/verify-receipt.mjs checks it with the sandbox's own key. 沙箱回执 */
export async function showSandboxReceipt(deed: Deed, deliveryId: string): Promise<DeliveryReceipt> {
  const grant = await grantOf(deed, deliveryId, readSandboxGrant)
  if (grant.delivered_at === null) throw conflict('exchange.delivery_unfinished')
  const { unit_id: source } = await exchange(deed.tx).selectFrom('exchange.resource').select('unit_id').where('code', '=', grant.resource_code).executeTakeFirstOrThrow()
  const chunks = Array.from({ length: lastOf(grant) }, (_, at) => { const { rows, sha256 } = chunkOf(grant, at + 1); return { rows, sha256 } })
  const manifest: Manifest = {
    delivery: deliveryId, grant: grant.id, resource: grant.resource_code, version: grant.version, source, unit: grant.unit_id, purpose: grant.purpose, fields: grant.fields, rows: grant.rows.length, chunks, sandbox: true,
  }
  return { format: 'haihe-receipt/1', manifest, ...practiseProof('exchange.delivered', grant.delivered_at, manifest) }
}

const lastOf = ({ rows }: SandboxGrant): number => Math.ceil(rows.length / CHUNK)
const rowsIn = ({ rows }: SandboxGrant, chunks: number): number => Math.min(chunks * CHUNK, rows.length)

function chunkOf(grant: SandboxGrant, number: number): { text: string; rows: number; sha256: string } {
  const rows = grant.rows.slice((number - 1) * CHUNK, number * CHUNK)
  const text = rows.map((row) => `${canonicalJson(shownFields(grant, row))}\n`).join('')
  return { text, rows: rows.length, sha256: createHash('sha256').update(text).digest('hex') }
}

/** Of one's own unit; another's is as unknown as none. */
async function grantOf(deed: Deed, deliveryId: string, take = requireSandboxGrant): Promise<SandboxGrant> {
  const of = await exchange(deed.tx).selectFrom('exchange.sandbox_grant').select('id').where('delivery_id', '=', deliveryId).where('unit_id', '=', deed.actor.departmentId ?? '').executeTakeFirst()
  if (!of) throw notFound('exchange.delivery_unknown')
  return take(deed, of.id, 'delivery')
}
