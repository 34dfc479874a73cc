import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import { deliveryGrant, ownResource } from '#systems/exchange'
import { connectorsHere } from '../connectors-here.ts'
import type { SavedJob, SetUpJob } from '../contract.ts'
import { transfer, type TransferTables } from '../tables.ts'
import { askRun } from '../run/ask-run.ts'
import { own } from './require-job.ts'

/** Sets up what is moved: a source into an entry of one's own, or what a grant of one's own gives into a table, a file or a receiver. The password is sealed and never shown again. 新建汇聚任务 */
export async function setUpJob(deed: Deed, asked: SetUpJob): Promise<SavedJob> {
  const { id, name, kind, url, table, secret, mode, everyMinutes, mapping = {} } = asked
  const known = await transfer(deed.tx).selectFrom('transfer.job').select(['id', 'version', 'unit_id']).where('id', '=', id).executeTakeFirst()
  if (known && !own(deed, known)) throw notFound('transfer.job_unknown')
  if (known) return { id, version: known.version }
  if ((asked.resource === undefined) === (asked.grant === undefined)) throw invalid('transfer.resource_or_grant')
  const about = await aboutOf(deed, asked)
  requireAddress(kind, url, deed.actor.departmentId!)
  if (about.way === 'out' && !connectorsHere()[kind]?.openTarget) throw invalid('transfer.kind_no_target', { kind })
  if (about.way === 'out') requirePlace(kind, table, secret !== null)
  for (const field of Object.keys(mapping)) if (!about.fields.includes(field)) throw invalid('transfer.mapping_unknown', { field })
  const values: TransferTables['transfer.job'] = {
    id, way: about.way, unit_id: deed.actor.departmentId!, resource_code: about.code, grant_id: asked.grant ?? null, name, kind, url, table_name: table, secret: secret === null ? null : keys().seal('transfer.secret', secret), mode: about.way === 'out' ? 'full' : mode,
    every_minutes: everyMinutes, next_at: everyMinutes === null ? null : new Date(deed.now.getTime() + everyMinutes * 60_000), mapping: JSON.stringify(mapping) as never, columns: null, position: null, state: 'active', version: 1, created_at: deed.now,
    created_by: `${deed.actor.kind}:${deed.actor.id}`,
  }
  const made = await transfer(deed.tx).insertInto('transfer.job').values(values).onConflict((old) => old.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('transfer.job_of_resource')
  if (everyMinutes !== null) await askRun(deed, id, id)
  await appendLeaf(deed, { kind: 'transfer.job_set_up', payload: { job: id, way: about.way, resource: about.code, grant: asked.grant ?? null, kind, mode, everyMinutes } })
  return { id, version: 1 }
}

async function aboutOf(deed: Deed, { resource, grant }: SetUpJob): Promise<{ way: 'in' | 'out'; code: string; fields: readonly string[] }> {
  if (resource !== undefined) {
    const { fields } = await ownResource(deed, resource)
    if (!fields.some(({ key }) => key)) throw invalid('transfer.no_key')
    return { way: 'in', code: resource, fields: fields.map(({ field }) => field) }
  }
  const granted = await deliveryGrant(deed, grant!)
  return { way: 'out', code: granted.resource, fields: granted.fields.map(({ field }) => field) }
}

/** Whom we send rows must know them for ours, and a file has a name that says what it is. */
export function requirePlace(kind: SetUpJob['kind'], table: string, hasSecret: boolean): void {
  if (kind === 'http' && !hasSecret) throw invalid('transfer.secret_needed')
  if (kind === 'folder' && !/^[^.\\/:*?"<>|\s][^\\/:*?"<>|]*\.(csv|xlsx)$/iu.test(table)) throw invalid('transfer.file_name')
}

/** An address that is none is told now and not at night; a password belongs into its own field, where it is sealed. */
export function requireAddress(kind: SetUpJob['kind'], url: string, unitId: string): void {
  if (!connectorsHere()[kind]) throw invalid('transfer.kind_not_here', { kind })
  if (kind === 'folder') {
    const [top, ...below] = url.split(/[\\/]/)
    if (top !== unitId || below.some((one) => /^\.+$/.test(one))) throw invalid('transfer.folder_of_another', { folder: unitId }) // each unit has a folder of its own, and reads no other's
    return
  }
  const read = URL.parse(url)
  const schemes = { postgres: ['postgres:', 'postgresql:'], mariadb: ['mariadb:', 'mysql:'], http: ['http:', 'https:'] }[kind]
  if (!read || !schemes.includes(read.protocol)) throw invalid('transfer.bad_address', { schemes: schemes.join(' ') })
  if (read.password !== '') throw invalid('transfer.password_in_address')
}
