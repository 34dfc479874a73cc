import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound, tooMany } from '#base/errors'
import { requireAccount } from '#primitives/access'
import { record } from '#primitives/event'
import { assuranceOf } from '#systems/account'
import type { AskCopy, CopyRow } from '../contract.ts'
import { dataSettings } from '../data-settings.ts'
import { myData, type MyDataTables } from '../tables.ts'

const DAY = 86_400_000
export const MOST_TRIES = 3

/** Asks for a copy of all that is held of one: made in the background, one at a time, so many a day. 申请个人信息副本 */
export async function askCopy(deed: Deed, { id }: AskCopy): Promise<CopyRow> {
  const { partyId } = requireAccount(deed)
  const { least_level: level, copy } = await dataSettings(deed)
  if ((await assuranceOf(deed)) < level) throw conflict('my_data.level_too_low', { level })
  await sql`select pg_advisory_xact_lock(hashtextextended(${`my_data.copy:${partyId}`}, 0))`.execute(myData(deed.tx)) // two taps are one copy
  const known = await copies(deed).orderBy('id', 'desc').execute()
  const open = known.find((one) => one.id === id || (one.made_at === null && one.tries < MOST_TRIES))
  if (open) return told(deed, open)
  if (known.filter((one) => one.asked_at.getTime() > deed.now.getTime() - DAY).length >= copy.a_day) throw tooMany('my_data.copies_used', { most: copy.a_day })
  const row = { id, person_id: partyId, asked_at: deed.now, parts: 0, done: 0, tries: 0 }
  await myData(deed.tx).insertInto('my_data.copy').values(row).execute()
  await record(deed, 'my_data.copy_asked', id, {})
  return told(deed, { ...row, made_at: null, expires_at: null, size: null, sha256: null, taken_at: null, kept: false })
}

/** One's copies, the newest first. 我的副本 */
export const findCopies = async (deed: Deed): Promise<CopyRow[]> => (await copies(deed).orderBy('id', 'desc').limit(20).execute()).map((row) => told(deed, row))

/** The one copy, as long as it is kept; somebody else's is unknown. */
export async function requireCopy(deed: Deed, id: string): Promise<Pick<MyDataTables['my_data.copy'], 'sealed' | 'sha256' | 'taken_at'> & { sealed: Buffer }> {
  const row = await myData(deed.tx).selectFrom('my_data.copy').select(['sealed', 'sha256', 'taken_at', 'expires_at']).where('id', '=', id).where('person_id', '=', deed.actor.id).executeTakeFirst()
  if (!row) throw notFound('my_data.copy_unknown')
  if (row.sealed === null || row.expires_at === null || row.expires_at <= deed.now) throw conflict('my_data.copy_gone')
  return { ...row, sealed: row.sealed }
}

const copies = (deed: Deed) => myData(deed.tx).selectFrom('my_data.copy').select(['id', 'asked_at', 'parts', 'done', 'tries', 'made_at', 'expires_at', 'size', 'sha256', 'taken_at', sql<boolean>`sealed is not null`.as('kept')]).where('person_id', '=', deed.actor.id)
type Told = Omit<MyDataTables['my_data.copy'], 'sealed' | 'person_id'> & { kept: boolean }

const told = (deed: Deed, row: Told): CopyRow => ({
  id: row.id, askedAt: row.asked_at.toISOString(), parts: row.parts, done: row.done, readyAt: row.made_at?.toISOString() ?? null, untilAt: row.expires_at?.toISOString() ?? null, size: row.size, sha256: row.sha256?.toString('hex') ?? null, takenAt: row.taken_at?.toISOString() ?? null,
  state: row.made_at === null ? (row.tries >= MOST_TRIES ? 'failed' : 'making') : row.kept && row.expires_at! > deed.now ? 'ready' : 'gone',
})
