import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'
import { drop } from './finish-landing.ts'
import { landChunk } from './land-chunk.ts'
import type { Landing } from './landing.ts'
import { openRow } from './open-row.ts'

const AT_ONCE = 5000

/** Rows that lie in the other form, because their entry has come to hold personal data or does so no more, are written in the form that is due. Looked at when a landing begins. 换存储形式 */
export async function reformRows(deed: Deed, landing: Landing): Promise<void> {
  const { code, personal, fields } = landing.resource
  const all = { ...landing, sent: fields.map(({ field }) => field), lastCounts: false, remember: false }
  for (;;) {
    const rows = await exchange(deed.tx).selectFrom('exchange.row').select(['id', 'sealed', 'plain']).where('resource_code', '=', code).where(personal ? 'plain' : 'sealed', 'is not', null).limit(AT_ONCE).execute()
    if (rows.length === 0) return
    const values = rows.map(openRow)
    await drop(deed, code, rows.map(({ id }) => id))
    await landChunk(deed, all, values.map((row, line) => ({ line, cells: all.sent.map((field) => { const value = row[field] ?? null; return value === null ? null : String(value) }) })), { number: 0, mostFaults: 0 })
  }
}
