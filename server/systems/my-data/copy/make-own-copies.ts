import type { Deed } from '#base/deed'
import { sha256 } from '#base/crypto'
import type { JobRun } from '#base/home'
import { keys } from '#base/keys'
import { packZip } from '#base/zip'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { tell } from '#primitives/notice'
import { asPerson } from '#primitives/party'
import { cityOf } from '#primitives/place'
import { dataSettings } from '../data-settings.ts'
import { myData } from '../tables.ts'
import { MOST_TRIES } from './ask-copy.ts'
import { copyParts, type CopyPart } from './copy-parts.ts'
import { copyPage } from './copy-page.ts'

const DAY = 86_400_000

/** Makes the copies that were asked for: each part is read by itself as the person, so that none holds the others up, and how far it has come can be seen. 制作副本 */
export async function makeOwnCopies(run: JobRun): Promise<void> {
  for (let due = await run.perform(nextDue); due && !run.stopping.aborted; due = await run.perform(nextDue)) {
    const { id, person_id: person } = due
    const parts = await run.read((deed) => asPerson(deed, person, copyParts))
    await run.perform((deed) => myData(deed.tx).updateTable('my_data.copy').set({ parts: parts.length, done: 0 }).where('id', '=', id).execute())
    const read: CopyPart[] = []
    for (const part of parts) {
      read.push(await run.read((deed) => asPerson(deed, person, part)))
      await run.perform((deed) => myData(deed.tx).updateTable('my_data.copy').set({ done: read.length }).where('id', '=', id).execute())
    }
    const { zone, name } = await run.read(cityOf)
    const full = read.filter(({ rows }) => rows.length > 0)
    const files = [{ path: '我的数据.html', text: copyPage(full, { city: name, zone, now: run.now }) }, ...full.map(({ file, title, about, rows, more }) => ({ path: file, text: JSON.stringify({ title, about, rows, more }, null, 2) }))]
    const bytes = await packZip(files.map(({ path, text }) => ({ path, bytes: Buffer.from(text) })), run.now)
    await run.perform((deed) => keepCopy(deed, { id, person, bytes }))
  }
}

/** The oldest that is not made; a try is counted before it is begun, so that one that brings the process down is not tried for ever. */
const nextDue = (deed: Deed) => myData(deed.tx).updateTable('my_data.copy').set((of) => ({ tries: of('tries', '+', 1) }))
  .where('id', '=', (of) => of.selectFrom('my_data.copy').select('id').where('made_at', 'is', null).where('tries', '<', MOST_TRIES).orderBy('id').limit(1).forUpdate().skipLocked()).returning(['id', 'person_id']).executeTakeFirst()

async function keepCopy(deed: Deed, { id, person, bytes }: Readonly<{ id: string; person: string; bytes: Buffer }>): Promise<void> {
  const { copy: { days } } = await dataSettings(deed)
  const hash = sha256(bytes)
  await myData(deed.tx).updateTable('my_data.copy').set({ made_at: deed.now, expires_at: new Date(deed.now.getTime() + days * DAY), sealed: keys().seal('my_data.copy', bytes), sha256: hash, size: bytes.length }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'my_data.copy_made', subjects: [person], payload: { copy: id, sha256: hash.toString('hex') } })
  await record(deed, 'my_data.copy_made', id, {})
  await tell(deed, { to: { party: person }, template: 'my_data.notice.copy_made', facts: { days }, link: '/my-data' })
}

/** A copy that nobody took in time is gone; that it was asked for stays. 过期副本清除 */
export const dropCopies = async (run: JobRun): Promise<void> => {
  await run.perform((deed) => myData(deed.tx).updateTable('my_data.copy').set({ sealed: null }).where('expires_at', '<=', deed.now).where('sealed', 'is not', null).execute())
}
