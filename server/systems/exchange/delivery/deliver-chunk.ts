import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter } from '#primitives/matter'
import { personIdsOf } from '#primitives/party'
import type { DeliveryChunk, StartedDelivery } from '../contract.ts'
import { grantInForce, identityFields } from '../row/grant-in-force.ts'
import { meterUse } from '../usage/meter-use.ts'
import { withheldFor } from '../withholding/withheld-for.ts'
import { exchange } from '../tables.ts'
import { CHUNK, givenChunk, ownDelivery, readUnder, saidBy, type ReadChunk, type Under } from './read-chunk.ts'

/** Begins a whole copy of what a grant gives; the same id twice is the same one. 开始交付 */
export async function startDelivery(deed: Deed, grantId: string, id: string): Promise<StartedDelivery> {
  const grant = await grantInForce(deed, grantId, 'delivery')
  const last = await exchange(deed.tx).selectFrom('exchange.row').select('id').where('resource_code', '=', grant.resource_code).orderBy('id', 'desc').limit(1).executeTakeFirst()
  const { total } = await exchange(deed.tx).selectFrom('exchange.row').select((of) => of.fn.countAll<string>().as('total')).where('resource_code', '=', grant.resource_code).executeTakeFirstOrThrow()
  await exchange(deed.tx).insertInto('exchange.delivery').values({ id, grant_id: grantId, until_id: last?.id ?? null, rows: 0, chunks: 0, began_at: deed.now, finished_at: null, entry_id: null }).onConflict((old) => old.doNothing()).execute()
  const row = await exchange(deed.tx).selectFrom('exchange.delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (row.grant_id !== grantId) throw conflict('exchange.delivery_elsewhere')
  return { id, rows: row.rows, chunks: row.chunks, total: Number(total), chunkRows: CHUNK, masks: [...grant.masks] }
}

/** The next chunk, or an earlier one again, under the grant as it stands now: suspended or expired, it is refused. Each has its hash, and a leaf that everyone in it can see. 交付一块 */
export async function deliverChunk(deed: Deed, deliveryId: string, number: number): Promise<DeliveryChunk> {
  const under = await requireDelivery(deed, deliveryId)
  const { shown, sha256, text, last } = await giveUnder(deed, under, await readUnder(deed, under, number, CHUNK))
  return { number, rows: shown.length, sha256: shown.length === 0 ? '' : sha256.toString('hex'), text, last }
}

/** The same of a chunk that was read ahead: judged, counted and on the ledger only now, before it goes anywhere. Under a grant that shows otherwise since it was read, it is read anew. 交付预读的一块 */
export async function giveChunk(deed: Deed, deliveryId: string, read: ReadChunk, most: number): Promise<ReadChunk> {
  const under = await requireDelivery(deed, deliveryId)
  const stands = saidBy(under.grant) === read.under && (read.given || read.number > under.delivery.chunks)
  return giveUnder(deed, under, stands ? read : await readUnder(deed, under, read.number, most))
}

async function giveUnder(deed: Deed, under: Under, read: ReadChunk): Promise<ReadChunk> {
  if (read.shown.length === 0) return read
  const known = await givenChunk(deed, under.delivery, read.number)
  if (!known) await count(deed, under, read)
  else if (!known.sha256.equals(read.sha256)) throw conflict('exchange.chunk_changed', { number: read.number })
  return read
}

async function count(deed: Deed, { delivery, grant }: Under, { number, shown: { length: rows }, sha256, lastId, numbers }: ReadChunk): Promise<void> {
  await meterUse(deed, grant, { rows })
  await exchange(deed.tx).insertInto('exchange.delivery_chunk').values({ delivery_id: delivery.id, number, last_id: lastId!, rows, sha256, at: deed.now }).execute()
  await exchange(deed.tx).updateTable('exchange.delivery').set({ chunks: number, rows: delivery.rows + rows }).where('id', '=', delivery.id).execute()
  if (identityFields(grant).length === 0) return
  const persons = await personIdsOf(deed, [...numbers])
  const { number: own } = await requireMatter(deed, grant.id) // a whole copy is for no other matter than its request
  const withheld = (await withheldFor(deed, grant.id, [...new Set(persons.values())].map(() => own))).get(own)
  await appendLeaf({ ...deed, purpose: grant.purpose }, {
    kind: 'exchange.used', withheld, subjects: [...persons.values()],
    payload: { grant: grant.id, resource: grant.resource_code, delivery: delivery.id, chunk: number, fields: grant.resourceFields.filter((one) => grant.fields.includes(one.field)).map((one) => one.name), rows },
  })
}

/** A delivery of the actor's own unit, locked, with its grant as it stands now; another's is as unknown as none. */
export async function requireDelivery(deed: Deed, id: string): Promise<Under> {
  const delivery = await ownDelivery(deed, id).forUpdate('d').executeTakeFirst() // two that fetch at once would count one chunk twice
  if (!delivery) throw notFound('exchange.delivery_unknown')
  return { delivery, grant: await grantInForce(deed, delivery.grant_id, 'delivery') }
}
