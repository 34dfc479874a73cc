import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { personIdsOf } from '#primitives/party'
import { cityToday } from '#primitives/place'
import type { PageReturned, ReturnedRows } from '../contract.ts'
import { masksOf } from '../mask/masks-of.ts'
import { rowsAfter } from '../page/page-rows.ts'
import { openRow } from '../row/open-row.ts'
import { shownFields } from '../row/shown-fields.ts'
import { exchange } from '../tables.ts'
import { ownArea } from './find-returned.ts'

const PURPOSE = '数据回流'
const USUAL = 100

/** A page of the rows about the desk's own division, without a request: masked as for any other business, counted, with one leaf that everyone in the page can see. 回流数据 */
export async function pageReturned(deed: Deed, code: string, { division, limit = USUAL, after }: PageReturned): Promise<ReturnedRows> {
  const area = await ownArea(deed, division)
  const entry = await exchange(deed.tx).selectFrom('exchange.resource').select(['name', 'fields', 'share']).where('code', '=', code).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!entry || entry.share === 'forbidden' || !entry.fields.some((one) => one.division)) throw notFound('exchange.resource_unknown')
  const found = await rowsAfter(deed, code, area.path, limit + 1, after)
  const page = found.slice(0, limit)
  const rows = page.map(openRow)
  const masks = await masksOf(deed, entry.fields, { scenario: PURPOSE, mode: 'page' })
  await sql`insert into exchange.return_usage as u (unit_id, resource_code, on_day, queries, rows) values (${deed.actor.departmentId ?? ''}, ${code}, ${await cityToday(deed)}, 1, ${rows.length})
    on conflict (unit_id, resource_code, on_day) do update set queries = u.queries + 1, rows = u.rows + excluded.rows`.execute(exchange(deed.tx))
  const numbered = entry.fields.filter((one) => one.personal === 'identity_number').map(({ field }) => field)
  const persons = await personIdsOf(deed, rows.flatMap((row) => numbered.flatMap((field) => (typeof row[field] === 'string' ? [row[field]] : []))))
  const shown = masks.filter(({ mask }) => mask !== 'never' && mask !== 'compare')
  await appendLeaf({ ...deed, purpose: PURPOSE }, { kind: 'exchange.returned', subjects: [...persons.values()], payload: { resource: code, division: area.path, fields: shown.map(({ name }) => name), rows: rows.length } })
  const last = page.at(-1)
  return {
    fields: shown.map(({ field, name }) => ({ field, name })), rows: rows.map((row) => shownFields({ resourceFields: entry.fields, masks }, row)), masks,
    next: found.length > limit && last ? `${last.division_path}:${last.id}` : null,
  }
}
