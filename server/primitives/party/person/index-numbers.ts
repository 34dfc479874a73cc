import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { numberDigests, openField } from './sealed-person.ts'
import { party } from '../tables.ts'

const batch = 500

/** After a new key came, gives every number its digest under it, a batch a transaction, until none is left. 盲索引重建 */
export async function indexNumbers(run: JobRun): Promise<void> {
  while ((await run.perform(indexBatch)) === batch);
}

async function indexBatch(deed: Deed): Promise<number> {
  const newest = numberDigests('')[0]!.version
  const rows = await party(deed.tx).selectFrom('party.person').select(['id', 'number']).where('number', 'is not', null)
    .where((of) => of.or([of('number_indexed', '<', newest), of('number_indexed', 'is', null)])).limit(batch).forUpdate().skipLocked().execute()
  if (rows.length === 0) return 0
  const lines = rows.flatMap((row) => numberDigests(openField('number', row.number!)).map((one) => ({ ...one, id: row.id })))
  await sql`
    insert into party.person_number (digest, key_version, person_id)
    select digest, version, id from unnest(${lines.map((one) => one.digest)}::bytea[], ${lines.map((one) => one.version)}::smallint[], ${lines.map((one) => one.id)}::uuid[]) as line(digest, version, id)
    on conflict (digest) do nothing`.execute(party(deed.tx))
  await party(deed.tx).updateTable('party.person').set({ number_indexed: newest }).where('id', 'in', rows.map((row) => row.id)).execute()
  return rows.length
}
