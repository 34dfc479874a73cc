import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import type { ResourceField } from '../contract.ts'
import { exchange } from '../tables.ts'
import type { Row } from './grant-in-force.ts'
import { ownResource } from './own-resource.ts'

const PAGE = 5000

/** The rows of an entry that its own source opens to everybody, a page at a time: only of one that the catalogue opens, without personal data and graded 1. 供开放的数据 */
export async function rowsToOpen(deed: Deed, code: string): Promise<{ fields: readonly ResourceField[]; pages: AsyncGenerator<Row[]> }> {
  const entry = await ownResource(deed, code)
  if (entry.open !== 'open' || entry.personal || entry.grade > 1) throw conflict('exchange.entry_not_open')
  return { fields: entry.fields, pages: pagesOf(deed, code) }
}

async function* pagesOf(deed: Deed, code: string): AsyncGenerator<Row[]> {
  for (let after: string | null = null; ;) {
    const rows: { id: string; plain: Row | null }[] = await exchange(deed.tx).selectFrom('exchange.row').select(['id', 'plain']).where('resource_code', '=', code).where('plain', 'is not', null).$if(after !== null, (later) => later.where('id', '>', after!)).orderBy('id').limit(PAGE).execute()
    if (rows.length === 0) return
    yield rows.map(({ plain }) => plain!)
    after = rows.at(-1)!.id
  }
}
