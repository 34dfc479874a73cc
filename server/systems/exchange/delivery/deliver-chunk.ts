import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter } from '#primitives/matter'
import { personIdsOf } from '#primitives/party'
import type { DeliveryChunk, StartedDelivery } from '../contract.ts'
import { grantInForce, identityFields, type Grant, type Row } from '../row/grant-in-force.ts'
import { openRow } from '../row/open-row.ts'
import { shownFields } from '../row/shown-fields.ts'
import { meterUse } from '../usage/meter-use.ts'
import { withheldFor } from '../withholding/withheld-for.ts'
import { exchange, type ExchangeTables } from '../tables.ts'

export type Delivery = ExchangeTables['exchange.delivery']
const CHUNK = 1000
/** About so many bytes of rows a chunk as they lie, however many rows were asked for. */
const MOST_BYTES = 4_000_000

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
export async function deliverChunk(deed: Deed, deliveryId: string, number: number, { most = CHUNK }: { /** Rows of a chunk that was not given yet; one that was keeps its own. */ most?: number } = {}): Promise<DeliveryChunk> {
  const { delivery, grant } = await requireDelivery(deed, deliveryId)
  if (number > delivery.chunks + 1 || (number === delivery.chunks + 1 && delivery.finished_at !== null)) throw notFound('exchange.no_such_chunk', { next: delivery.chunks + 1 })
  const known = await exchange(deed.tx).selectFrom('exchange.delivery_chunk').selectAll().where('delivery_id', '=', deliveryId).where('number', '=', number).executeTakeFirst()
  const before = number === 1 ? null : (await exchange(deed.tx).selectFrom('exchange.delivery_chunk').select('last_id').where('delivery_id', '=', deliveryId).where('number', '=', number - 1).executeTakeFirstOrThrow()).last_id
  const rows = delivery.until_id === null ? [] : known ? await rowsBetween(deed, grant, before, known.last_id).execute() : await someRows(deed, grant, before, delivery.until_id, most)
  if (rows.length === 0) return { number, rows: 0, sha256: '', text: '', last: true }
  const opened = rows.map(openRow)
  const text = opened.map((row) => `${canonicalJson(shownFields(grant, row))}\n`).join('')
  const sha256 = createHash('sha256').update(text).digest()
  if (known) {
    if (!known.sha256.equals(sha256)) throw conflict('exchange.chunk_changed', { number })
  } else await giveChunk(deed, delivery, grant, { number, last: rows.at(-1)!.id, opened, sha256 })
  return { number, rows: rows.length, sha256: sha256.toString('hex'), text, last: rows.at(-1)!.id === delivery.until_id || (known ? delivery.finished_at !== null && number === delivery.chunks : rows.length < Math.min(most, CHUNK)) }
}

const rowsBetween = (deed: Deed, { resource_code: code }: Grant, after: string | null, until: string) => exchange(deed.tx).selectFrom('exchange.row').select(['id', 'sealed', 'plain']).where('resource_code', '=', code)
  .$if(after !== null, (query) => query.where('id', '>', after!)).where('id', '<=', until).orderBy('id')

/** More than a thousand are taken only where they are small. */
async function someRows(deed: Deed, grant: Grant, after: string | null, until: string, most: number): Promise<Pick<ExchangeTables['exchange.row'], 'id' | 'sealed' | 'plain'>[]> {
  if (most <= CHUNK) return rowsBetween(deed, grant, after, until).limit(most).execute()
  const { rows: [end] } = await sql<{ id: string | null }>`select max(id::text) as id from (select id, row_number() over (order by id) as place, sum(coalesce(pg_column_size(sealed), 0) + coalesce(pg_column_size(plain), 0)) over (order by id) as bytes from (${rowsBetween(deed, grant, after, until).limit(most)}) o) s where place <= ${CHUNK} or bytes <= ${MOST_BYTES}`.execute(exchange(deed.tx))
  return end!.id === null ? [] : rowsBetween(deed, grant, after, end!.id).execute()
}

type Given = Readonly<{ number: number; last: string; opened: readonly Row[]; sha256: Buffer }>

async function giveChunk(deed: Deed, delivery: Delivery, grant: Grant, { number, last, opened, sha256 }: Given): Promise<void> {
  await meterUse(deed, grant, { rows: opened.length })
  await exchange(deed.tx).insertInto('exchange.delivery_chunk').values({ delivery_id: delivery.id, number, last_id: last, rows: opened.length, sha256, at: deed.now }).execute()
  await exchange(deed.tx).updateTable('exchange.delivery').set({ chunks: number, rows: delivery.rows + opened.length }).where('id', '=', delivery.id).execute()
  const numbered = identityFields(grant)
  if (numbered.length === 0) return
  const persons = await personIdsOf(deed, opened.flatMap((row) => numbered.flatMap((field) => (typeof row[field] === 'string' ? [row[field]] : []))))
  const { number: own } = await requireMatter(deed, grant.id) // a whole copy is for no other matter than its request
  const withheld = (await withheldFor(deed, grant.id, [...new Set(persons.values())].map(() => own))).get(own)
  await appendLeaf({ ...deed, purpose: grant.purpose }, {
    kind: 'exchange.used', withheld, subjects: [...persons.values()],
    payload: { grant: grant.id, resource: grant.resource_code, delivery: delivery.id, chunk: number, fields: grant.resourceFields.filter((one) => grant.fields.includes(one.field)).map((one) => one.name), rows: opened.length },
  })
}

/** A delivery of the actor's own unit, locked, with its grant as it stands now; another's is as unknown as none. */
export async function requireDelivery(deed: Deed, id: string): Promise<{ delivery: Delivery; grant: Grant }> {
  const delivery = await exchange(deed.tx).selectFrom('exchange.delivery as d').innerJoin('exchange.grant as g', 'g.id', 'd.grant_id').selectAll('d').where('d.id', '=', id).where('g.unit_id', '=', deed.actor.departmentId ?? '').forUpdate('d').executeTakeFirst() // two that fetch at once would count one chunk twice
  if (!delivery) throw notFound('exchange.delivery_unknown')
  return { delivery, grant: await grantInForce(deed, delivery.grant_id, 'delivery') }
}
