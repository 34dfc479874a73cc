import { sql } from 'kysely'
import type { Actor, Deed } from '#base/deed'
import { notFound, Refusal } from '#base/errors'
import { firstUuidOf } from '#base/partitions'
import type { Language } from '#base/texts'
import type { Inbox } from './contract.ts'
import { wordsOf } from './notices-here.ts'
import type { Facts } from './ports.ts'
import { notice } from './tables.ts'

type Row = { id: string; template: string; facts: Facts; link: string | null; urgent: boolean; at: Date; seen: boolean }
const MOST_UNREAD = 100
/** What is older counts as read. */
const sinceOf = (deed: Deed): string => firstUuidOf(new Date(deed.now.getTime() - 90 * 86_400_000))

/** Everything that this actor's inbox shows: their own, their post's, their unit's. */
function recipientsOf({ kind, id, postId, departmentId }: Actor): string[] {
  if (kind === 'anonymous' || kind === 'job') throw new Refusal(401, 'base.not_signed_in')
  return [`party:${id}`, postId && `post:${postId}`, departmentId && `unit:${departmentId}`].filter((one) => one !== null && one !== '') as string[]
}

/** One's own inbox, the newest first, with how many are unread (at most 100 are counted, of the last 90 days). 收件箱 */
export async function readInbox(deed: Deed, language: Language, query: { limit?: number; after?: string; unread?: boolean }): Promise<Inbox> {
  const recipients = recipientsOf(deed.actor)
  const limit = query.limit ?? 50
  const narrow = sql`${query.after ? sql`and notice.id < ${query.after}::uuid` : sql``} ${query.unread ? sql`and seen.at is null` : sql``}`
  // Recipient by recipient, each in the order of its index: what a busy unit was told in years is not sorted for one page.
  const { rows } = await sql<Row>`
    select newest.* from unnest(${recipients}::text[]) as mine (recipient) cross join lateral (
      select notice.id, template, facts, link, urgent, notice.at, seen.at is not null as seen from notice.notice
      left join notice.seen on notice_id = notice.id and party_id = ${deed.actor.id}
      where notice.recipient = mine.recipient ${narrow} order by notice.id desc limit ${limit + 1}
    ) newest order by newest.id desc limit ${limit + 1}
  `.execute(notice(deed.tx))
  const { rows: [unread] } = await sql<{ count: bigint }>`
    select count(*) from (select from notice.notice left join notice.seen on notice_id = notice.id and party_id = ${deed.actor.id}
    where recipient = any(${recipients}) and notice.id >= ${sinceOf(deed)}::uuid and seen.at is null limit ${MOST_UNREAD}) waiting
  `.execute(notice(deed.tx))
  const items = rows.slice(0, limit).map(({ id, template, facts, link, urgent, at, seen }) => ({ id, template, text: wordsOf(template, facts, language), link, urgent, at: at.toISOString(), read: seen }))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null, unread: Number(unread!.count) }
}

/** Marks a notice of one's own inbox as read; again changes nothing. 已读 */
export async function markRead(deed: Deed, noticeId: string): Promise<{ id: string }> {
  const found = await notice(deed.tx).selectFrom('notice.notice').select('id').where('id', '=', noticeId).where('recipient', 'in', recipientsOf(deed.actor)).executeTakeFirst()
  if (!found) throw notFound('notice.not_found')
  await notice(deed.tx).insertInto('notice.seen').values({ party_id: deed.actor.id, notice_id: noticeId, at: deed.now }).onConflict((row) => row.doNothing()).execute()
  return found
}

/** Marks everything up to a notice as read. 全部已读 */
export async function markAllRead(deed: Deed, upTo: string = 'ffffffff-ffff-7fff-bfff-ffffffffffff'): Promise<{ marked: number }> {
  const { numAffectedRows } = await sql`
    insert into notice.seen (party_id, notice_id, at)
    select ${deed.actor.id}, notice.id, ${deed.now} from notice.notice
    where recipient = any(${recipientsOf(deed.actor)}) and notice.id between ${sinceOf(deed)}::uuid and ${upTo}::uuid
      and not exists (select from notice.seen where seen.party_id = ${deed.actor.id} and seen.notice_id = notice.id)
    on conflict do nothing
  `.execute(notice(deed.tx))
  return { marked: Number(numAffectedRows ?? 0n) }
}
