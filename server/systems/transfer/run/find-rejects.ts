import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { own } from '../job/require-job.ts'
import type { RejectFilter, Rejects } from '../contract.ts'
import { transfer } from '../tables.ts'

const USUAL = 100

/** Cells of a run that did not meet the contract, for the unit whose rows they are; not for the authority. 不合格数据 */
export async function findRejects(deed: Deed, runId: string, { limit = USUAL, after }: RejectFilter): Promise<Rejects> {
  const run = await transfer(deed.tx).selectFrom('transfer.run as r').innerJoin('transfer.job as j', 'j.id', 'r.job_id').select('j.unit_id').where('r.id', '=', runId).executeTakeFirst()
  if (!run || !own(deed, run)) throw notFound('transfer.run_unknown')
  const rows = await transfer(deed.tx).selectFrom('transfer.reject').select(['line', 'column_name', 'code', 'value']).where('run_id', '=', runId).$if(after !== undefined, (query) => query.where('line', '>', BigInt(after!))).orderBy('line').orderBy('column_name').limit(limit + 1).execute()
  // a row's cells stay together: the page ends with the last whole row
  const full = rows.length > limit
  const lastLine = full ? rows.at(-1)!.line : null
  const page = full && rows[0]!.line !== lastLine ? rows.filter(({ line }) => line !== lastLine) : rows
  return { items: page.map(({ line, column_name: column, code, value }) => ({ line: Number(line), column, code, value })), next: full ? String(page.at(-1)!.line) : null }
}
