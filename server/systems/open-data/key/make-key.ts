import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sha256 } from '#base/crypto'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { cityToday } from '#primitives/place'
import type { KeyList } from '../contract.ts'
import { openSettings } from '../open-settings.ts'
import { openData } from '../tables.ts'

/** Whoever is logged in makes a key for themselves; it is told once and kept as its hash. 领取钥匙 */
export async function makeKey(deed: Deed, { id, purpose }: { id: string; purpose: string }): Promise<{ id: string; key: string }> {
  const { quotas } = await openSettings(deed)
  await sql`select pg_advisory_xact_lock(hashtext(${`open_data.key ${deed.actor.id}`}))`.execute(openData(deed.tx)) // of many at once each counts those before it
  const own = await openData(deed.tx).selectFrom('open_data.key').select('id').where('person_id', '=', deed.actor.id).where('revoked_at', 'is', null).execute()
  if (own.length >= quotas.keys_each) throw conflict('open_data.too_many_keys', { most: quotas.keys_each })
  const key = `od_${randomBytes(32).toString('base64url')}`
  const made = await openData(deed.tx).insertInto('open_data.key').values({ id, digest: sha256(key), ending: key.slice(-4), person_id: deed.actor.id, purpose, made_at: deed.now, revoked_at: null }).onConflict((old) => old.column('id').doNothing()).executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) throw conflict('open_data.key_there_already') // a key is told once: asked again it cannot be
  await appendLeaf(deed, { kind: 'open_data.key_made', payload: { key: id, purpose } })
  return { id, key }
}

/** From now on it opens nothing. 作废钥匙 */
export async function revokeKey(deed: Deed, id: string): Promise<void> {
  const key = await openData(deed.tx).selectFrom('open_data.key').selectAll().where('id', '=', id).where('person_id', '=', deed.actor.id).executeTakeFirst()
  if (!key) throw notFound('open_data.key_unknown')
  if (key.revoked_at !== null) return
  await openData(deed.tx).updateTable('open_data.key').set({ revoked_at: deed.now }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'open_data.key_revoked', payload: { key: id } })
}

/** One's own keys, and how much of today's quota each has used. 我的钥匙 */
export async function findKeys(deed: Deed): Promise<KeyList> {
  const { quotas } = await openSettings(deed)
  const today = await cityToday(deed)
  const rows = await openData(deed.tx).selectFrom('open_data.key as k').leftJoin('open_data.key_use as u', (join) => join.onRef('u.key_id', '=', 'k.id').on('u.on_day', '=', today)).selectAll('k').select('u.calls').where('k.person_id', '=', deed.actor.id).orderBy('k.id', 'desc').limit(200).execute()
  return { items: rows.map((row) => ({ id: row.id, purpose: row.purpose, ending: row.ending, madeAt: row.made_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null, today: row.calls ?? 0, quota: quotas.key })) }
}
