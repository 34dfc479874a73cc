import { sql, type Selectable } from 'kysely'
import { log } from '#base/log'
import type { JobRun } from '#base/home'
import { keys } from '#base/keys'
import { contactOf } from '#primitives/party'
import { ports, wordsOf } from './notices-here.ts'
import type { Outcome } from './ports.ts'
import { notice, type NoticeTables } from './tables.ts'
import type { Contents } from './tell.ts'

type Outgoing = Selectable<NoticeTables['notice.outgoing']>
type Address = Readonly<{ to: string; secret?: string }> | Readonly<{ refused: string }>

const BATCH = 20
/** Seconds until the next attempt; after the last one it is parked. */
const WAITS = [10, 60, 300, 1800, 7200]
/** An attempt that has not reported by then is taken for dead: its process was killed. */
const LEASE = 120

/** Sends what is due, outside of any transaction: taken, sent, marked. A process killed in between sends again, under the same id. 外发通知 */
export async function deliverNotices(run: JobRun): Promise<void> {
  for (let due = await take(run); due.length > 0; due = due.length < BATCH ? [] : await take(run)) await Promise.all(due.map((row) => deliver(run, row)))
}

function take(run: JobRun): Promise<Outgoing[]> {
  return run.perform(async (deed) => {
    const until = new Date(run.now.getTime() + LEASE * 1000)
    const { rows } = await sql<Outgoing>`
      update notice.outgoing set tries = tries + 1, next_at = ${until}
      where id in (select id from notice.outgoing where state = 'waiting' and next_at <= ${run.now} order by next_at limit ${BATCH} for update skip locked) returning *
    `.execute(notice(deed.tx))
    return rows
  })
}

async function deliver(run: JobRun, row: Outgoing): Promise<void> {
  const outcome = await attempt(run, row).catch((error: unknown) => ({ failed: reasonOf(error) }))
  const set: Partial<Outgoing> = outcome === 'sent' ? { state: 'sent', sealed: null, sent_at: run.now, reason: null }
    : 'refused' in outcome ? { state: 'refused', sealed: null, reason: outcome.refused.slice(0, 200) }
    : row.tries > WAITS.length ? { state: 'parked', reason: outcome.failed }
    : { next_at: new Date(run.now.getTime() + WAITS[row.tries - 1]! * 1000), reason: outcome.failed }
  if (outcome !== 'sent') log.warn({ outgoing: row.id, channel: row.channel, tries: row.tries, state: set.state ?? 'waiting', reason: set.reason }, 'a notice did not go out')
  await run.perform((deed) => notice(deed.tx).updateTable('notice.outgoing').set(set).where('id', '=', row.id).where('state', '=', 'waiting').execute())
}

async function attempt(run: JobRun, row: Outgoing): Promise<Outcome> {
  const { text, address } = JSON.parse(keys().open('notice.outgoing', row.sealed!).toString()) as Contents
  const found = await addressOf(run, row, address)
  if ('refused' in found) return found
  const { sms, email, webhook } = ports()
  const { id } = row
  if (row.channel === 'sms' && sms) return await sms.sendSms({ id, phone: found.to, text })
  if (row.channel === 'email' && email) return await email.sendMail({ id, address: found.to, subject: wordsOf('notice.mail.subject', {}), text })
  if (row.channel === 'webhook' && webhook) return await webhook.post({ id, url: found.to, secret: found.secret!, body: text })
  throw new Error(`no connector for ${row.channel}`)
}

async function addressOf(run: JobRun, row: Outgoing, address: string | undefined): Promise<Address> {
  if (address !== undefined) return { to: address }
  if (row.party_id !== null) {
    const contact = await run.read((deed) => contactOf(deed, row.party_id!))
    return contact?.phone ? { to: contact.phone } : { refused: 'the person has no number' }
  }
  const endpoint = await run.read((deed) => notice(deed.tx).selectFrom('notice.endpoint').selectAll().where('owner', '=', row.endpoint!).executeTakeFirst())
  return endpoint ? { to: endpoint.url, secret: keys().open('notice.endpoint', endpoint.secret).toString() } : { refused: 'the unit has no system any more' }
}

/** The kind of failure, without what it was about: messages of gateways may repeat numbers and texts. */
const reasonOf = (error: unknown): string => {
  const { name, code, message } = error as Error & { code?: string }
  return (code ?? (/^(no connector for|HTTP \d{3})/.test(message) ? message : name)).slice(0, 100)
}
