import { hash } from 'node:crypto'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { grantInForce, identityFields, type Grant, type Row } from '../row/grant-in-force.ts'
import { openRow } from '../row/open-row.ts'
import { shownBy } from '../row/shown-fields.ts'
import { exchange, type ExchangeTables } from '../tables.ts'

export type Delivery = ExchangeTables['exchange.delivery']
/** A delivery with its grant as it stands now. */
export type Under = Readonly<{ delivery: Delivery; grant: Grant }>
/** Rows of a chunk for whoever fetches it. */
export const CHUNK = 1000
/** More of them are taken only where they are small: about so many letters a chunk. */
const MOST_LETTERS = 4_000_000

/** Rows as the grant shows them, read, opened and hashed before they are given. `text`: their canonical JSON, a line each. */
export type ReadChunk = Readonly<{
  number: number; shown: readonly Row[]; text: string; sha256: Buffer; lastId: string | null; last: boolean; /** Identity numbers in them. */ numbers: readonly string[]
  /** Under which fields and masks they were read. */ under: string; /** It was given before, and these are its rows. */ given: boolean
}>

/** What the next chunk would be, or an earlier one again: it locks, counts and gives nothing, and may be read while the one before it is written. 预读一块 */
export async function readChunk(deed: Deed, deliveryId: string, number: number, most: number): Promise<ReadChunk> {
  const delivery = await ownDelivery(deed, deliveryId).executeTakeFirst()
  if (!delivery) throw notFound('exchange.delivery_unknown')
  return readUnder(deed, { delivery, grant: await grantInForce(deed, delivery.grant_id, 'delivery') }, number, most)
}

/** A delivery of the actor's own unit. */
export const ownDelivery = (deed: Deed, id: string) => exchange(deed.tx).selectFrom('exchange.delivery as d').innerJoin('exchange.grant as g', 'g.id', 'd.grant_id').selectAll('d').where('d.id', '=', id).where('g.unit_id', '=', deed.actor.departmentId ?? '')
export const givenChunk = (deed: Deed, { id }: Delivery, number: number) => exchange(deed.tx).selectFrom('exchange.delivery_chunk').selectAll().where('delivery_id', '=', id).where('number', '=', number).executeTakeFirst()
/** What of a grant decides how a row is shown. */
export const saidBy = ({ resource_code, version, masks }: Grant): string => JSON.stringify([resource_code, version, masks.map(({ field, mask }) => [field, mask])])

export async function readUnder(deed: Deed, { delivery, grant }: Under, number: number, most: number): Promise<ReadChunk> {
  if (number > delivery.chunks + 1 || (number === delivery.chunks + 1 && delivery.finished_at !== null)) throw notFound('exchange.no_such_chunk', { next: delivery.chunks + 1 })
  const known = await givenChunk(deed, delivery, number)
  const before = number === 1 ? null : (await givenChunk(deed, delivery, number - 1))!.last_id
  const until = known?.last_id ?? delivery.until_id
  const show = shownBy({ ...grant, masks: grant.masks.toSorted((a, b) => (a.field < b.field ? -1 : 1)) }) // in the order of canonical JSON
  const [shown, numbers, numbered]: [Row[], string[], string[]] = [[], [], identityFields(grant)]
  let [text, lastId, over] = ['', before, until === null]
  while (!over && (known || shown.length === 0 || (shown.length < most && text.length < MOST_LETTERS))) {
    const limit = known ? CHUNK : Math.min(CHUNK, most - shown.length)
    const page = await nextRows(deed, grant, { after: lastId, until: until! }, limit)
    for (const lying of page) {
      const row = openRow(lying)
      const one = show(row)
      shown.push(one)
      text += `${JSON.stringify(one)}\n`
      for (const field of numbered) if (typeof row[field] === 'string') numbers.push(row[field])
    }
    lastId = page.at(-1)?.id ?? lastId
    over = page.length < limit
  }
  const last = shown.length === 0 || lastId === delivery.until_id || (known ? delivery.finished_at !== null && number === delivery.chunks : over)
  return { number, shown, text, sha256: hash('sha256', text, 'buffer'), lastId, last, numbers, under: saidBy(grant), given: known !== undefined }
}

const nextRows = (deed: Deed, { resource_code: code }: Grant, { after, until }: { after: string | null; until: string }, limit: number) =>
  exchange(deed.tx).selectFrom('exchange.row').select(['id', 'sealed', 'plain']).where('resource_code', '=', code).$if(after !== null, (query) => query.where('id', '>', after!)).where('id', '<=', until).orderBy('id').limit(limit).execute()
