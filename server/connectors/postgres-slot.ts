import { createHash } from 'node:crypto'
import { SourceStopped } from '#base/source-stopped'
import { lsnOf } from './pgoutput.ts'
import { literal, quoted, type Session } from './postgres-session.ts'
import type { Table } from './postgres-table.ts'

/** A publication and a slot bear the same name: of the one job that reads them. 复制槽 */
export const slotName = (job: string): string => `haihe_${createHash('sha256').update(job).digest('hex').slice(0, 24)}`

export type Slot = Readonly<{ confirmed: bigint; active: boolean; /** Bytes of WAL that the source keeps for us. */ kept: number }>

/** The slot as it stands; lost when it is gone or the source has thrown away what it stood on. */
export async function findSlot(session: Session, name: string): Promise<Slot | 'lost'> {
  const found = await session.one(`select confirmed_flush_lsn::text as confirmed, active::text, wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint::text as kept
    from pg_replication_slots where slot_name = $1 and database = current_database()`, [name])
  if (!found || found.wal_status === 'lost' || found.confirmed === null) return 'lost'
  return { confirmed: lsnOf(found.confirmed!), active: found.active === 'true', kept: Number(found.kept ?? 0) }
}

/** What stands in the way of capturing this table, in words that its administrator can act on. */
export async function requireCapturable(session: Session, table: Table): Promise<void> {
  if (table.kind !== 'r' && table.kind !== 'p') throw new SourceStopped('transfer.source.no_table_to_capture')
  const { standby } = (await session.one('select pg_is_in_recovery()::text as standby'))!
  if (standby === 'true') throw new SourceStopped('transfer.source.standby')
  const { wal_level: level } = (await session.one('show wal_level'))!
  if (level !== 'logical') throw new SourceStopped('transfer.source.wal_level', { level: level! })
  const leaves = await session.all(`select c.oid::regclass::text as name, c.relreplident as identity, (c.reltoastrelid <> 0)::text as long, exists (select from pg_index where indrelid = c.oid and indisprimary)::text as key from pg_class c
    where c.oid = $1 and c.relkind = 'r' or c.oid in (select relid from pg_partition_tree($1) where isleaf)`, [table.oid])
  const { server_version_num: version } = (await session.one('show server_version_num'))!
  for (const leaf of leaves) {
    // from version 18 on the source's own updates would fail as soon as the table is published
    if (leaf.identity === 'f' && Number(version) >= 180_000 && table.columns.some(({ generated }) => generated)) throw new SourceStopped('transfer.source.identity_generated', { table: leaf.name! })
    if (leaf.identity === 'n' || (leaf.identity === 'd' && leaf.key === 'false')) throw new SourceStopped('transfer.source.no_identity', { table: leaf.name! })
    // an update sends a long value only when it touched it; only the whole row before says what stands there
    const long = table.columns.find(({ wide }) => wide)
    if (leaf.identity !== 'f' && leaf.long === 'true' && long) throw new SourceStopped('transfer.source.identity_not_full', { table: leaf.name!, column: long.name })
  }
}

/** Not any more where the table was dropped and made anew. */
export const isPublished = async (session: Session, table: Table, name: string): Promise<boolean> =>
  await session.one('select 1 from pg_publication p where pubname = $1 and (puballtables or exists (select from pg_publication_rel where prpubid = p.oid and prrelid = $2))', [name, table.oid]) !== undefined

/** Publication, then slot, anew: whatever an older slot of this job kept is of no use before a full copy. Where it begins. */
export async function makeSlot(session: Session, table: Table, name: string): Promise<bigint> {
  if (!await isPublished(session, table, name)) {
    const statement = `create publication ${quoted(name)} for table ${table.sql} with (publish = 'insert, update, delete, truncate', publish_via_partition_root = true)`
    await session.run(`drop publication if exists ${quoted(name)}; ${statement}`).catch((error: Error) => {
      throw error instanceof SourceStopped && error.code.endsWith('.not_permitted') ? new SourceStopped('transfer.source.publication_needed', { statement }) : error
    })
  }
  if (await session.one('select 1 from pg_replication_slots where slot_name = $1', [name])) await session.run('select pg_drop_replication_slot($1)', [name])
  const made = await session.one(`select lsn::text from pg_create_logical_replication_slot($1, 'pgoutput')`, [name]).catch((error: Error) => {
    throw error instanceof SourceStopped && error.code.endsWith('.not_permitted') ? new SourceStopped('transfer.source.replication_needed') : error
  })
  return lsnOf(made!.lsn!)
}

/** What lies before is committed here, and the source may forget it. */
export async function advanceSlot(session: Session, name: string, lsn: string): Promise<void> {
  await session.run(`select pg_replication_slot_advance(slot_name, ${literal(lsn)}) from pg_replication_slots where slot_name = ${literal(name)} and confirmed_flush_lsn < ${literal(lsn)}`)
}

/** Lets go of the WAL that the source keeps for us. */
export async function dropSlot(session: Session, name: string): Promise<void> {
  await session.run(`select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ${literal(name)} and not active`)
}

/** Slot and publication; one that their administrator made stays with him. */
export async function forgetSlot(session: Session, name: string): Promise<void> {
  await dropSlot(session, name)
  await session.run(`drop publication if exists ${quoted(name)}`).catch((error: Error) => {
    if (!(error instanceof SourceStopped)) throw error
  })
}
