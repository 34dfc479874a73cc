import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { openData } from '../tables.ts'
import { formats } from './packages.ts'

/** The dataset of which this is a file, by the file's id, or the dataset's own id or name. */
export async function datasetOfResource(deed: Deed, id: string): Promise<{ id: string; name: string; format: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string; format: string }>`
    select d.id, d.name, f.format from open_data.dataset d cross join unnest(${[...formats]}::text[]) as f (format)
    where d.version > 0 and d.withdrawn_at is null and (md5(d.id::text || ':' || f.format)::uuid::text = ${id} or (f.format = 'csv' and (d.name = ${id} or d.id::text = ${id})))`.execute(openData(deed.tx))
  return rows[0]
}
