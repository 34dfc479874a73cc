import { sql, type Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import type { JobRun } from '#base/home'
import { keys } from '#base/keys'
import type { OnCall } from '#systems/application'
import { requireCall } from '../call/caller-of.ts'
import { hotline, type HotlineTables } from '../tables.ts'

type FilingRow = Selectable<HotlineTables['hotline.filing']>
/** Who is on the line, as they proved it. */
type CallerIdentity = Readonly<{ name: string; number: string; phone: string }>

export const sealIdentity = (identity: CallerIdentity): Buffer => keys().seal('hotline.filing.identity', JSON.stringify(identity))
export const findFiling = (deed: Deed, callId: string): Promise<FilingRow | undefined> => hotline(deed.tx).selectFrom('hotline.filing').selectAll().where('call_id', '=', callId).executeTakeFirst()

/** The caller of one's own open call, proven: nothing is filed before that, and nothing after the call. 通话中的来电人 */
export async function requireFiling(deed: Deed, callId: string): Promise<{ personId: string; identity: CallerIdentity }> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`hotline.call:${callId}`}, 0))`.execute(hotline(deed.tx)) // ending waits for what is being done on it
  await requireCall(deed, callId)
  const row = await findFiling(deed, callId)
  if (!row) throw conflict('hotline.caller_not_proven')
  if (row.identity === null) throw conflict('hotline.filing_over')
  return { personId: row.person_id, identity: JSON.parse(keys().open('hotline.filing.identity', row.identity).toString()) as CallerIdentity }
}

/** One that was begun for this caller, on this call or on one before it that was cut off. */
export async function requireFiled(deed: Deed, callId: string, applicationId: string): Promise<OnCall & { number: string; itemCode: string; told: boolean; identity: CallerIdentity }> {
  const { personId, identity } = await requireFiling(deed, callId)
  const filed = await hotline(deed.tx).selectFrom('hotline.filed').selectAll().where('application_id', '=', applicationId).where('person_id', '=', personId).executeTakeFirst()
  if (!filed) throw notFound('application.unknown')
  return { callId: filed.call_id, personId, identity, number: filed.number, itemCode: filed.item_code, told: filed.told_at !== null }
}

/** What the caller proved is erased with the end of the call. */
export async function endFiling(deed: Deed, callId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hotline.call:${callId}`}, 0))`.execute(hotline(deed.tx))
  await hotline(deed.tx).updateTable('hotline.filing').set({ identity: null }).where('call_id', '=', callId).execute()
}

const LONGEST = 2 * 3_600_000

/** A call that nobody wrapped up is over after two hours: nobody speaks that long, and nothing is filed for whoever is not there. 清理代填 */
export async function endLeftFilings(run: JobRun): Promise<void> {
  await run.perform((deed) => hotline(deed.tx).updateTable('hotline.filing').set({ identity: null }).where('identity', 'is not', null).where('proven_at', '<', new Date(deed.now.getTime() - LONGEST)).execute())
}
