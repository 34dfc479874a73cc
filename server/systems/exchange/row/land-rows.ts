import { createHash, randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import type { LandedRows } from '../contract.ts'
import { noteLanding } from '../list/note-landing.ts'
import { countRows, finishLanding, forgetLanding } from './finish-landing.ts'
import { landChunk } from './land-chunk.ts'
import { openLanding } from './landing.ts'
import { proposeGrades, SAMPLE } from './propose-grades.ts'
import type { SentTable } from './read-sent-table.ts'
import { reformRows } from './reform-rows.ts'

const TOLD = 500

/** Takes the rows of an entry from its source's file: good ones in, the others told by row and column; with `full` what is not in it goes. The same file twice changes nothing. 落地数据 */
export async function landRows(deed: Deed, { code, version }: { code: string; version: number }, { rows, faults: unread }: SentTable, full: boolean): Promise<LandedRows> {
  const id = randomUUIDv7()
  const landing = await openLanding(deed, { id, code, version, remember: full })
  const { sent } = landing
  await reformRows(deed, landing)
  const before = await countRows(deed, code)
  const landed = await landChunk(deed, landing, rows.map(({ line, cells }) => ({ line, cells: sent.map((field) => (cells as Record<string, string>)[field] ?? null) })), { number: 1, mostFaults: TOLD, sample: SAMPLE })
  const { gone } = full ? await finishLanding(deed, landing, { before, sent: { rows: landed.good, content: landed.content } }) : { gone: 0 }
  if (full) await forgetLanding(deed, id)
  await noteLanding(deed, code, landed.good)
  const rejected = landed.rejected + unread.length
  const sha256 = createHash('sha256').update(`${landed.good}:${landed.content}`).digest('hex')
  await appendLeaf(deed, { kind: 'exchange.landed', payload: { resource: code, version, rows: landed.good, changed: landed.changed, gone, rejected, sha256 } })
  await record(deed, 'exchange.landed', code, { rows: landed.good })
  return {
    rows: landed.sent + unread.length, changed: landed.changed, unchanged: landed.good - landed.changed, gone, rejected, sha256,
    faults: [...unread, ...landed.faults].toSorted((a, b) => a.line - b.line).slice(0, TOLD), proposals: proposeGrades(landing.resource, landed.sample),
  }
}
