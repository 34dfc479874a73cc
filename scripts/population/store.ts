import { from as copyFrom } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '#base/database'
import { numberDigests, sealField } from '../../server/primitives/party/person/sealed-person.ts'
import type { Someone } from './generate.ts'

/** Seals people and brings them in: COPY into a table of the transaction, then numbers, then those whose number was free. Returns how many came in. */
export async function store(database: Database, people: Someone[], now: Date): Promise<number> {
  const client = await database.client()
  try {
    await client.query(`begin; set local haihe.job = 'party.populate';
      create temp table incoming (id uuid, household_id uuid, name bytea, number bytea, phone bytea, address bytea, birth_year smallint, sex text, division_path text, digests bytea[], versions smallint[]) on commit drop`)
    await pipeline(Readable.from(lines(people)), client.query(copyFrom('copy incoming from stdin')))
    const came = await client.query(`
      with claimed as (
        insert into party.person_number (digest, key_version, person_id)
        select key.digest, key.version, incoming.id from incoming, unnest(digests, versions) as key(digest, version)
        on conflict (digest) do nothing returning person_id, key_version)
      insert into party.person (id, household_id, name, number, number_kind, phone, address, birth_year, sex, division_path, marks, number_indexed, changed_at)
      select id, household_id, name, number, 'resident', phone, address, birth_year, sex, division_path, '{nobody}', versions[1], $1
      from incoming where (id, versions[1]) in (select person_id, key_version from claimed)`, [now])
    await client.query('commit')
    return came.rowCount ?? 0
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const hex = (bytes: Buffer): string => `\\\\x${bytes.toString('hex')}`

function* lines(people: Someone[]): Generator<string> {
  for (const one of people) {
    const digests = numberDigests(one.number)
    yield [
      one.id, one.householdId, hex(sealField('name', one.name)), hex(sealField('number', one.number)), one.phone === null ? '\\N' : hex(sealField('phone', one.phone)), hex(sealField('address', one.address)),
      one.birthYear, one.sex, one.divisionPath, `{${digests.map((each) => `"\\\\\\\\x${each.digest.toString('hex')}"`).join(',')}}`, `{${digests.map((each) => each.version).join(',')}}`,
    ].join('\t') + '\n'
  }
}
