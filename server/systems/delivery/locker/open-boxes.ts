import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { invalid, Refusal, tooMany } from '#base/errors'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import { personIdsOf } from '#primitives/party'
import type { OpenedBoxes } from '../contract.ts'
import { deliverySettings } from '../delivery-settings.ts'
import { delivery } from '../tables.ts'

/** Why a number is looked up at a cabinet: one of the city's purposes. */
const PURPOSE = 'open_cabinet'

/** Which boxes of a cabinet open for a code, or for the identity card that lies on its reader. After too many wrong ones the cabinet waits. That a box was emptied is a word of its own. 开柜 */
export async function openBoxes(deed: Deed, cabinet: string, { code, number }: Readonly<{ code: string | null; number: string | null }>): Promise<OpenedBoxes['boxes']> {
  if ((code === null) === (number === null)) throw invalid('delivery.code_or_card')
  const { wrong_codes: most, wrong_minutes: minutes } = await deliverySettings(deed)
  const wrong = await delivery(deed.tx).selectFrom('delivery.wrong_code').select((of) => of.fn.countAll<string>().as('n')).where('cabinet', '=', cabinet).where('at', '>', new Date(deed.now.getTime() - minutes * 60_000)).executeTakeFirstOrThrow()
  if (Number(wrong.n) >= most) throw tooMany('delivery.cabinet_waits', { minutes })
  await sql`set local haihe.delivery_cabinet = ${sql.lit(cabinet)}`.execute(delivery(deed.tx)) // the policy lets this cabinet's boxes through
  const rows = code === null ? await ofCard(deed, cabinet, number!) : await delivery(deed.tx).selectFrom('delivery.opening').select(['box', 'tracking']).where('cabinet', '=', cabinet).where('code_digest', 'in', keys().blind('delivery.opening_code', code).map(({ digest }) => digest)).execute()
  if (rows.length === 0) throw new Refusal(404, 'delivery.nothing_here', {}, async (later) => void (await delivery(later.tx).insertInto('delivery.wrong_code').values({ id: randomUUIDv7(), cabinet, at: later.now }).execute()))
  return rows.map(({ box, tracking }) => ({ box, tracking }))
}

/** Whose card it is: the number is compared, not kept, and the person sees that it was. */
async function ofCard(deed: Deed, cabinet: string, number: string): Promise<Readonly<{ box: string; tracking: string }>[]> {
  const person = (await personIdsOf(deed, [number.toUpperCase()])).values().next().value
  if (person === undefined) return []
  const rows = await delivery(deed.tx).selectFrom('delivery.opening').select(['box', 'tracking']).where('cabinet', '=', cabinet).where('person_id', '=', person).limit(20).execute()
  if (rows.length > 0) await appendLeaf({ ...deed, purpose: PURPOSE }, { kind: 'delivery.opened_by_card', subjects: [person], payload: { cabinet, boxes: rows.map(({ box }) => box) } })
  return rows
}
