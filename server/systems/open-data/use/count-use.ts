import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { cityToday } from '#primitives/place'
import type { Format } from '../contract.ts'
import { openData } from '../tables.ts'

export type Way = Format | 'api' | 'view'
/** Uses since the last writing, by day, dataset and way: a read of public data stays a read. A process that is killed loses those of some seconds. */
const waiting = new Map<string, number>()

/** Notes that a dataset was used; by whom is nobody's business. 记一次使用 */
export async function noteUse(deed: Deed, datasetId: string, way: Way): Promise<void> {
  const key = `${datasetId}\t${await cityToday(deed)}\t${way}`
  waiting.set(key, (waiting.get(key) ?? 0) + 1)
}

/** Writes down what was noted. 使用统计 */
export async function countUse(run: JobRun): Promise<void> {
  if (waiting.size === 0) return
  const noted = [...waiting]
  const rows = noted.map(([key, uses]) => { const [id, day, way] = key.split('\t'); return sql`(${id}::uuid, ${day}::date, ${way}, ${uses}::bigint)` })
  await run.perform(async (deed) => {
    await sql`insert into open_data.use as u (dataset_id, on_day, way, uses) select id, day, way, uses from (values ${sql.join(rows)}) as noted (id, day, way, uses) where exists (select 1 from open_data.dataset d where d.id = noted.id)
      on conflict (dataset_id, on_day, way) do update set uses = u.uses + excluded.uses`.execute(openData(deed.tx))
  })
  for (const [key, uses] of noted) { // what came meanwhile waits for the next turn
    const left = waiting.get(key)! - uses
    if (left > 0) waiting.set(key, left)
    else waiting.delete(key)
  }
}
