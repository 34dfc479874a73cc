import { sql } from 'kysely'
import type { JobRun } from '#base/home'
import { findUnits } from '#primitives/party'
import { exchange } from '../tables.ts'
import type { Upstream, UpstreamEntry } from './upstream-port.ts'

const AT_ONCE = 200

/** Sends up what the platform above does not know yet: new versions and withdrawals, in the order of codes. Sent first and noted then: the same again does no harm. 目录上报 */
export async function registerUpward(run: JobRun, upstream: Upstream): Promise<void> {
  for (;;) {
    const entries = await run.read(async (deed) => {
      const rows = await exchange(deed.tx).selectFrom('exchange.resource as r').leftJoin('exchange.upstream_entry as s', 's.code', 'r.code').selectAll('r')
        .where(sql<boolean>`case when s.code is null then r.withdrawn_at is null else s.version < r.version or s.withdrawn <> (r.withdrawn_at is not null) end`) // what came and went before it was ever sent is none of its business
        .orderBy('r.code').limit(AT_ONCE).execute()
      const units = await findUnits(deed, [...new Set(rows.map((row) => row.unit_id))])
      return rows.map((row): UpstreamEntry => ({
        code: row.code, version: row.version, withdrawn: row.withdrawn_at !== null, name: row.name, unit: { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, summary: row.summary, share: row.share,
        shareCondition: row.share_condition, shareBasis: row.share_basis, open: row.open, cycle: row.cycle, grade: row.grade, fields: row.fields.map(({ name, field, type, grade }) => ({ name, field, type, grade })),
      }))
    })
    if (entries.length === 0) return
    await upstream.register(entries)
    await run.perform(async (deed) => {
      const rows = entries.map(({ code, version, withdrawn }) => ({ code, version, withdrawn, sent_at: deed.now }))
      await exchange(deed.tx).insertInto('exchange.upstream_entry').values(rows)
        .onConflict((old) => old.column('code').doUpdateSet((now) => ({ version: now.ref('excluded.version'), withdrawn: now.ref('excluded.withdrawn'), sent_at: now.ref('excluded.sent_at') }))).execute()
    })
  }
}
