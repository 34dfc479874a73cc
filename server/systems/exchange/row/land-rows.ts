import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { keys } from '#base/keys'
import type { Column } from '#base/spreadsheet'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import type { LandedRows } from '../contract.ts'
import { divisionPaths } from '../page/division-paths.ts'
import { exchange, type ExchangeTables } from '../tables.ts'
import { keyDigests } from './find-rows.ts'
import type { Good, Judged } from './judge-rows.ts'

type Resource = ExchangeTables['exchange.resource']
type Known = Pick<ExchangeTables['exchange.row'], 'id' | 'digest' | 'sealed' | 'version'>
/** A full copy that lost more than this share is taken for an outage of the source, not for a mass deletion. */
const LOST = 0.5
const AT_ONCE = 500

/** The columns of an entry's sheet: its fields under their names. */
export const columnsOf = ({ fields }: Pick<Resource, 'fields'>): Column[] => fields.map(({ field, name, key, required }) => ({ field, heading: name, required: key || required }))

/** The entry that the actor's unit is the source of; another's is as unknown as none. */
export async function ownResource(deed: Deed, code: string): Promise<Resource> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound('exchange.resource_unknown')
  if (row.contribution !== null) throw conflict('exchange.kept_by_system')
  return row
}

/** Takes the rows of an entry from its source's file, as they were judged: good ones in, the others told by row and column; with `full` what is not in it goes. The same file twice changes nothing. 落地数据 */
export async function landRows(deed: Deed, judged: Judged, full: boolean): Promise<LandedRows> {
  const { code, good, faults, sha256 } = judged
  const resource = await ownResource(deed, code)
  if (resource.version !== judged.version) throw conflict('exchange.resource_changed') // judged by fields that are no longer in force
  const [kept, written] = [[] as string[], [] as { id: string; digest: Buffer; one: Good }[]]
  for (let at = 0; at < good.length; at += AT_ONCE) {
    const some = good.slice(at, at + AT_ONCE)
    const known = await knownRows(deed, code, some)
    const changed = some.flatMap((one, i) => {
      const before = known[i]
      if (before) kept.push(before.id)
      if (before && before.version === resource.version && keys().open('exchange.row', before.sealed).toString() === one.text) return []
      return [{ id: before?.id ?? randomUUIDv7(), digest: before?.digest ?? one.digests[0]!, one }]
    })
    if (changed.length > 0) await write(deed, resource, changed)
    written.push(...changed)
  }
  const gone = full ? await dropOthers(deed, code, [...kept, ...written.map(({ id }) => id)], kept.length) : 0
  await appendLeaf(deed, { kind: 'exchange.landed', payload: { resource: code, version: resource.version, rows: good.length, changed: written.length, gone, rejected: faults.length, sha256 } })
  await record(deed, 'exchange.landed', code, { rows: good.length })
  return {
    rows: judged.sent, changed: written.length, unchanged: good.length - written.length, gone, rejected: new Set(faults.map(({ line }) => line)).size, sha256, faults: faults.slice(0, 500), proposals: judged.proposals,
  }
}

/** What is there already of some rows, in their order; found under any live key. */
async function knownRows(deed: Deed, code: string, some: readonly Good[]): Promise<(Known | undefined)[]> {
  const rows = await exchange(deed.tx).selectFrom('exchange.row').select(['id', 'digest', 'sealed', 'version']).where('resource_code', '=', code).where('digest', 'in', some.flatMap(({ digests }) => digests)).execute()
  const byDigest = new Map(rows.map((row) => [row.digest.toString('hex'), row]))
  return some.map(({ digests }) => digests.map((digest) => byDigest.get(digest.toString('hex'))).find((row) => row !== undefined))
}

/** Removes what a full copy does not hold, unless that would be most of what was there. */
async function dropOthers(deed: Deed, code: string, stay: readonly string[], found: number): Promise<number> {
  const others = sql<boolean>`resource_code = ${code} and id <> all(${stay}::uuid[])`
  const { n } = await exchange(deed.tx).selectFrom('exchange.row').select(sql<number>`count(*)::int`.as('n')).where(others).executeTakeFirstOrThrow()
  const before = n + found
  if (n > before * LOST) throw conflict('exchange.too_many_would_go', { gone: n, rows: before })
  if (n > 0) await exchange(deed.tx).deleteFrom('exchange.row').where(others).execute()
  return n
}

async function write(deed: Deed, { code, version, fields }: Resource, changed: readonly Readonly<{ id: string; digest: Buffer; one: Good }>[]): Promise<void> {
  const paths = await divisionPaths(deed, fields, changed.map(({ one }) => one.row))
  const rows = changed.map(({ id, digest, one }, at) => ({ id, resource_code: code, digest, version, sealed: keys().seal('exchange.row', one.text), landed_at: deed.now, division_path: paths[at] ?? null }))
  await exchange(deed.tx).insertInto('exchange.row').values(rows)
    .onConflict((old) => old.columns(['resource_code', 'digest']).doUpdateSet((to) => ({ sealed: to.ref('excluded.sealed'), version: to.ref('excluded.version'), landed_at: to.ref('excluded.landed_at'), division_path: to.ref('excluded.division_path') }))).execute()
  const keyed = fields.filter(({ key }) => key)
  await exchange(deed.tx).insertInto('exchange.row_key').values(changed.flatMap(({ id, one: { row } }) => keyed.map(({ field }) => ({ resource_code: code, field, digest: keyDigests(code, field, String(row[field]))[0]!, row_id: id }))))
    .onConflict((old) => old.doNothing()).execute()
}
