import type { Clock } from '#base/clock'
import type { Database } from '#base/database'
import { log } from '#base/log'
import type pg from 'pg'
import { onAnnounce, takeAnnouncements, type Announcement } from './announce.ts'
import { deliverDue } from './deliver.ts'
import { LANES } from './bind-listeners.ts'

const POLL = 200
const LOCK = 727_100 // + lane: session advisory locks

export type Dispatcher = Readonly<{ start(): Promise<void>; drain(now?: Date): Promise<void>; stop(): Promise<void>; onNews(act: (news: readonly Announcement[]) => void): () => void }>

/** Takes the lanes that are free, delivers what is due, and tells every process what changed. One a process. 消息派发 */
export function openDispatcher(database: Database, clock: Clock): Dispatcher {
  const lanes: number[] = []
  const readers = new Set<(news: readonly Announcement[]) => void>()
  let direct: pg.PoolClient | undefined
  let stopped = true
  let round = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let woken = false

  const connect = async (): Promise<pg.PoolClient> => {
    const client = await database.client()
    client.on('notification', ({ payload }) => {
      const news = JSON.parse(payload ?? '[]') as Announcement[]
      for (const read of readers) read(news)
    })
    client.on('error', () => { // its locks and its LISTEN are gone with it; the next round opens another
      if (direct === client) { direct = undefined; lanes.length = 0 }
    })
    await client.query('listen haihe_event; set idle_session_timeout = 0')
    return client
  }
  const takeLanes = async (client: pg.PoolClient): Promise<void> => {
    if (lanes.length === LANES) return
    for (let lane = 0; lane < LANES; lane++) {
      if (lanes.includes(lane)) continue
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1::bigint) as mine', [LOCK + lane])
      if (rows[0]!.mine) lanes.push(lane)
    }
  }
  const tell = async (client: pg.PoolClient): Promise<void> => {
    const news = [...new Map(takeAnnouncements().map((one) => [`${one.topic} ${one.id}`, one])).values()]
    for (let i = 0; i < news.length; i += 50) await client.query(`select pg_notify('haihe_event', $1)`, [JSON.stringify(news.slice(i, i + 50))])
  }
  const turn = async (): Promise<void> => {
    direct ??= await connect()
    await takeLanes(direct)
    await tell(direct)
    if (lanes.length > 0) while (!stopped && (await deliverDue(database, lanes, clock())) > 0) await tell(direct)
  }
  const loop = (): void => {
    if (stopped) return
    woken = false
    round = turn().catch((error: Error) => log.error({ err: { message: error.message } }, 'dispatcher')).finally(() => {
      if (!stopped) timer = setTimeout(loop, woken ? 5 : POLL)
    })
  }

  return {
    async start() {
      stopped = false
      onAnnounce(() => { woken = true })
      loop()
      await round
    },
    async drain(now) {
      while ((await deliverDue(database, Array.from({ length: LANES }, (_, lane) => lane), now ?? clock())) > 0);
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
      if (direct) {
        await direct.query('select pg_advisory_unlock_all(); unlisten *').catch(() => {})
        direct.release(true)
        direct = undefined
      }
    },
    onNews(act) {
      readers.add(act)
      return () => readers.delete(act)
    },
  }
}
