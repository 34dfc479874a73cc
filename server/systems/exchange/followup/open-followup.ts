import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { jobActor } from '#base/jobs'
import { advance, openMatter, type Opened } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { postsAt } from '#primitives/party'
import { exchange, type ExchangeTables } from '../tables.ts'

export type FollowupRow = ExchangeTables['exchange.followup']
type Opening = Pick<FollowupRow, 'kind' | 'resource_code' | 'unit_id' | 'source_id' | 'request_id' | 'correction_id' | 'way' | 'words'> & { id?: string; to: string | null }
/** The kind of matter of each. */
export const followupKinds = { provision: 'data_provision', disposal: 'data_disposal', dispute: 'data_dispute', withholding: 'data_withholding' } as const

/** Opens what follows a decision and hands it to the unit that must act, or to the authority's desk; whoever it is is told. 开启后续事项 */
export async function openFollowup(deed: Deed, { id = randomUUIDv7(), to, ...row }: Opening): Promise<Opened> {
  const matter = await openMatter(deed, { id, kind: followupKinds[row.kind], divisionPath: '', holder: { level: 'city', path: '' }, item: row.resource_code, link: false, source: row.kind })
  if (matter.repeated) return matter
  await exchange(deed.tx).insertInto('exchange.followup').values({ id, ...row, outcome: null, opened_at: deed.now }).execute()
  if (to !== null) await advance({ ...deed, actor: jobActor('exchange.open_followup') }, id, 'forward', { assignTo: { unitId: to } })
  const recipients = to === null ? (await postsAt(deed, '', 'data_authority')).map((post) => ({ post: post.id })) : [{ unit: to }]
  for (const recipient of recipients) await tell(deed, { to: recipient, template: `exchange.followup.${row.kind}`, facts: { number: matter.number, resource: await nameOf(deed, row.resource_code) }, link: `/desk/followups?id=${id}` })
  return matter
}

const nameOf = async (deed: Deed, code: string): Promise<string> => (await exchange(deed.tx).selectFrom('exchange.resource').select('name').where('code', '=', code).executeTakeFirst())?.name ?? code
