import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { sha256 } from '#base/crypto'
import { forbidden, tooMany } from '#base/errors'
import { cityToday } from '#primitives/place'
import { openSettings } from '../open-settings.ts'
import { openData } from '../tables.ts'

/** The key that a request shows, as CKAN's clients send it: Authorization, with Bearer or without. */
export const keyOf = (request: FastifyRequest): string | undefined => /^(?:Bearer\s+)?(od_[A-Za-z0-9_-]{43})$/i.exec(request.headers.authorization ?? '')?.[1]

/** Counts a call with a key, and refuses one that is unknown, revoked or used up today; without a key nothing is counted here. 校验钥匙与配额 */
export async function useKey(request: FastifyRequest): Promise<void> {
  const key = keyOf(request)
  if (key === undefined) return
  await request.perform(async (deed) => {
    const known = await openData(deed.tx).selectFrom('open_data.key').select('id').where('digest', '=', sha256(key)).where('revoked_at', 'is', null).executeTakeFirst()
    if (!known) throw forbidden('open_data.key_unknown')
    const { quotas } = await openSettings(deed)
    const { rows: [used] } = await sql<{ calls: number }>`insert into open_data.key_use as u (key_id, on_day, calls) values (${known.id}, ${await cityToday(deed)}, 1)
      on conflict (key_id, on_day) do update set calls = u.calls + 1 returning calls`.execute(openData(deed.tx))
    if (used!.calls > quotas.key) throw tooMany('open_data.quota_used', { calls: quotas.key })
  })
}
