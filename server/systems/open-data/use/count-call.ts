import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { sha256 } from '#base/crypto'
import type { Deed } from '#base/deed'
import { forbidden, tooMany } from '#base/errors'
import type { JobRun } from '#base/home'
import { keys } from '#base/keys'
import { cityToday } from '#primitives/place'
import { openSettings } from '../open-settings.ts'
import { openData } from '../tables.ts'

/** The key that a request shows, as CKAN's clients send it: Authorization, with Bearer or without. */
const keyOf = (request: FastifyRequest): string | undefined => /^(?:Bearer\s+)?(od_[A-Za-z0-9_-]{43})$/i.exec(request.headers.authorization ?? '')?.[1]

/** Before the count in the database, which is for the day and for all processes: nobody keeps one process busy by the minute, not with a key that was made up either. */
export const aMinute = { max: (request: FastifyRequest) => (keyOf(request) === undefined ? 600 : 6000), timeWindow: 60_000 }

/** Counts a call for rows against its day, by whichever door it comes: by its key, or by its address without one; refuses a key that is unknown or revoked, and what is used up. 校验钥匙与配额 */
export async function countCall(request: FastifyRequest): Promise<void> {
  const key = keyOf(request)
  await request.perform(async (deed) => {
    await sql`set local synchronous_commit to off`.execute(openData(deed.tx)) // a call that a crash forgets is no harm
    const { quotas } = await openSettings(deed)
    const [calls, most] = key === undefined ? [await callsOfAddress(deed, request.ip), quotas.anonymous] : [await callsOfKey(deed, key), quotas.key]
    if (calls > most) throw tooMany('open_data.quota_used', { calls: most })
  })
}

async function callsOfKey(deed: Deed, key: string): Promise<number> {
  const known = await openData(deed.tx).selectFrom('open_data.key').select('id').where('digest', '=', sha256(key)).where('revoked_at', 'is', null).executeTakeFirst()
  if (!known) throw forbidden('open_data.key_unknown')
  const { rows: [used] } = await sql<{ calls: number }>`insert into open_data.key_use as u (key_id, on_day, calls) values (${known.id}, ${await cityToday(deed)}, 1)
    on conflict (key_id, on_day) do update set calls = u.calls + 1 returning calls`.execute(openData(deed.tx))
  return used!.calls
}

async function callsOfAddress(deed: Deed, address: string): Promise<number> {
  const { digest } = keys().blind('open_data.address_use', networkOf(address))[0]!
  const { rows: [used] } = await sql<{ calls: number }>`insert into open_data.address_use as u (on_day, digest, calls) values (${await cityToday(deed)}, ${digest}, 1)
    on conflict (on_day, digest) do update set calls = u.calls + 1 returning calls`.execute(openData(deed.tx))
  return used!.calls
}

/** Who has one address of IPv6 has the 2^64 beside it. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail].map((half) => half.split(':').filter((group) => group !== '')) as [string[], string[]]
  const groups = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
  return groups.slice(0, 6).join() === '0,0,0,0,0,ffff' ? groups.join(':') : groups.slice(0, 4).join(':')
}

/** Addresses are kept for the day for which they are counted, and no longer. 访问地址清除 */
export async function forgetAddresses(run: JobRun): Promise<void> {
  await run.perform(async (deed) => openData(deed.tx).deleteFrom('open_data.address_use').where('on_day', '<', await cityToday(deed)).execute())
}
