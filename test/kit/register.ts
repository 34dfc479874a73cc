import { randomUUIDv7 } from 'node:crypto'
import { fileRequest } from '../../server/systems/exchange/request/file-request.ts'
import { grantRequest } from '../../server/systems/exchange/request/grant-request.ts'
import { landRows } from '../../server/systems/exchange/row/land-rows.ts'
import { staffAt } from './actors.ts'
import type { TestCity } from './city.ts'

type Use = Readonly<{ purpose: string; legalBasis: string; scenario: string; usingSystem: string }>

/** Lets a unit ask a register single questions, as its source would grant it; and lands rows of the source first, where it has any. */
export async function openRegister(city: TestCity, { resource, fields, unit, rows = [], use = {} }: { resource: string; fields: string[]; unit: string; rows?: Record<string, string>[]; use?: Partial<Use> }): Promise<string> {
  const id = randomUUIDv7()
  const untilOn = new Date(city.now().getTime() + 90 * 86_400_000).toISOString().slice(0, 10)
  const [{ source, version }] = (await city.sql<{ source: string; version: number }>('select unit_id as source, version from exchange.resource where code = $1', [resource])) as [{ source: string; version: number }]
  if (rows.length > 0) {
    const landed = await city.deed((deed) => landRows(deed, { code: resource, version }, { rows: rows.map((cells, at) => ({ line: at + 2, cells })), faults: [] }, false), { actor: staffAt('', source, 'exchange.row.land') })
    if (landed.changed !== rows.length) throw new Error(JSON.stringify(landed.faults))
  }
  const asked = { id, resource, fields, purpose: '居民账户实名核验', legalBasis: '网络安全法第二十四条', scenario: '实名核验', usingSystem: '居民账户', mode: 'query' as const, untilOn, rowsADay: 100_000, ...use }
  await city.deed((deed) => fileRequest(deed, asked), { actor: staffAt('', unit, 'exchange.request.file') })
  await city.deed((deed) => grantRequest(deed, id), { actor: staffAt('', source, 'exchange.request.answer') })
  return id
}

/** A row of the base register of people; the demo's numbers only, since nobody has those. */
export const personRow = (identity_number: string, name: string): Record<string, string> => ({ identity_number, name, gender: Number(identity_number[16]) % 2 === 1 ? '1' : '2', birth_on: `${identity_number.slice(6, 10)}-${identity_number.slice(10, 12)}-${identity_number.slice(12, 14)}`, household_address: '光明里1号', household_kind: '10', person_status: '1', deceased: '否', ethnicity: '01', updated_at: '2026-11-01 08:00:00' })
