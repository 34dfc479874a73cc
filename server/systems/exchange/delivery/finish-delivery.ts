import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { appendLeaf, discloseLeaf, proveEntry } from '#primitives/ledger'
import type { DeliveryReceipt, FinishedDelivery, Manifest } from '../contract.ts'
import { exchange } from '../tables.ts'
import { deliverChunk, requireDelivery } from './deliver-chunk.ts'

/** The last chunk was taken: what was given is written to the ledger, chunk by chunk. Twice is once. 完成交付 */
export async function finishDelivery(deed: Deed, id: string): Promise<FinishedDelivery> {
  const { delivery, grant } = await requireDelivery(deed, id)
  if (delivery.finished_at === null) {
    const next = await deliverChunk(deed, id, delivery.chunks + 1)
    if (next.rows > 0) throw conflict('exchange.chunks_left', { next: delivery.chunks + 1 })
    const chunks = await exchange(deed.tx).selectFrom('exchange.delivery_chunk').select(['rows', 'sha256']).where('delivery_id', '=', id).orderBy('number').execute()
    const { unit_id: source } = await exchange(deed.tx).selectFrom('exchange.resource').select('unit_id').where('code', '=', grant.resource_code).executeTakeFirstOrThrow()
    const manifest: Manifest = {
      delivery: id, grant: grant.id, resource: grant.resource_code, version: grant.version, source, unit: grant.unit_id, purpose: grant.purpose, fields: grant.fields, rows: delivery.rows,
      chunks: chunks.map((one) => ({ rows: one.rows, sha256: one.sha256.toString('hex') })),
    }
    // both sides are shown this leaf: it says what was given to which unit, and names no person
    const entryId = await appendLeaf({ ...deed, actor: jobActor('exchange.finish_delivery'), purpose: grant.purpose }, { kind: 'exchange.delivered', payload: manifest })
    await exchange(deed.tx).updateTable('exchange.delivery').set({ finished_at: deed.now, entry_id: entryId }).where('id', '=', id).execute()
    await record(deed, 'exchange.delivered', id, { grant: grant.id, rows: delivery.rows })
  }
  return { id, rows: delivery.rows, chunks: delivery.chunks }
}

/** The receipt, for whoever gave and whoever got: the manifest, the leaf that holds it, and the proof that the leaf stands in the public ledger. It verifies without us: scripts/verify-receipt.mjs. 交付回执 */
export async function showReceipt(deed: Deed, id: string): Promise<DeliveryReceipt> {
  const row = await exchange(deed.tx).selectFrom('exchange.delivery as d').innerJoin('exchange.grant as g', 'g.id', 'd.grant_id').innerJoin('exchange.resource as r', 'r.code', 'g.resource_code')
    .select(['d.entry_id', 'g.unit_id', 'r.unit_id as source_id']).where('d.id', '=', id).executeTakeFirst()
  const unit = deed.actor.departmentId
  if (!row || unit === null || (row.unit_id !== unit && row.source_id !== unit)) throw notFound('exchange.delivery_unknown')
  if (row.entry_id === null) throw conflict('exchange.delivery_unfinished')
  const opened = await discloseLeaf(deed, row.entry_id)
  const { detail } = JSON.parse(opened.toString('utf8', 32)) as { detail: Manifest }
  const { leafIndex, treeSize, path, checkpoint } = await proveEntry(deed, row.entry_id)
  return { format: 'haihe-receipt/1', manifest: detail, leaf: opened.toString('base64'), proof: { leafIndex, treeSize, path, checkpoint } }
}
