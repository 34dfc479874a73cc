import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { OutboxItem } from './outbox.ts'
import { makeDraftKey, openDraftKey, seal, unseal, wrappingKey, type Sealed } from './seal.ts'

interface Drafts extends DBSchema {
  item: { key: string, value: { id: string, owner: string, sealed: Sealed } }
  content: { key: string, value: { id: string, sealed: Sealed } }
  wrapped: { key: string, value: { person: string, sealed: Sealed } }
  open: { key: string, value: { person: string, key: CryptoKey } }
  kept: { key: string, value: { id: string, owner: string, at: number, sealed: Sealed } }
}

let opening: Promise<IDBPDatabase<Drafts>> | undefined
const database = async (): Promise<IDBPDatabase<Drafts>> => opening ??= openDB<Drafts>('haihe-drafts', 2, {
  upgrade: (db, from) => {
    if (from < 1) {
      db.createObjectStore('item', { keyPath: 'id' })
      db.createObjectStore('content', { keyPath: 'id' })
      db.createObjectStore('wrapped', { keyPath: 'person' })
      db.createObjectStore('open', { keyPath: 'person' })
    }
    db.createObjectStore('kept', { keyPath: 'id' })
  },
})

/** Opens this person's drafts with the secret that the server gave at login (解锁草稿). */
export const unlockDrafts = async (person: string, secret: Uint8Array<ArrayBuffer>): Promise<void> => {
  const db = await database()
  const wrapping = await wrappingKey(secret, person)
  const held = (await db.get('wrapped', person))?.sealed
  const sealed = held ?? await makeDraftKey(wrapping)
  if (held === undefined) await db.put('wrapped', { person, sealed })
  await db.put('open', { person, key: await openDraftKey(sealed, wrapping) })
}

/** At logout the drafts stay, but nobody reads them until the same person logs in again (锁上草稿). */
export const lockDrafts = async (): Promise<void> => { await (await database()).clear('open') }

const keyOf = async (person: string): Promise<CryptoKey> => {
  const held = await (await database()).get('open', person)
  if (held === undefined) throw new Error('drafts are locked')
  return held.key
}

export const draftsOpen = async (person: string): Promise<boolean> => await (await database()).get('open', person) !== undefined

const text = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value))
const value = (bytes: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(bytes))

export const saveItem = async (item: OutboxItem): Promise<void> => {
  await (await database()).put('item', { id: item.id, owner: item.owner, sealed: await seal(await keyOf(item.owner), item.id, text(item)) })
}

export const loadItems = async (person: string): Promise<OutboxItem[]> => {
  const key = await keyOf(person)
  const mine = (await (await database()).getAll('item')).filter(row => row.owner === person)
  const items = await Promise.all(mine.map(async row => value(await unseal(key, row.id, row.sealed)) as OutboxItem))
  return items.sort((a, b) => a.order - b.order)
}

export type Content = { body: unknown, photos: readonly Blob[] }

/** What was written and photographed, sealed before it touches the disk; photos one by one (密封草稿). */
export const saveContent = async (person: string, id: string, { body, photos }: Content): Promise<void> => {
  const [db, key] = [await database(), await keyOf(person)]
  const sealed = await Promise.all([seal(key, id, text({ body, photos: photos.map(photo => photo.type) })), ...photos.map(async (photo, at) => seal(key, `${id}.${at}`, await photo.arrayBuffer()))])
  const store = db.transaction('content', 'readwrite')
  await Promise.all([...sealed.map((one, at) => store.store.put({ id: at === 0 ? id : `${id}.${at - 1}`, sealed: one })), store.done])
}

export const loadContent = async (person: string, id: string): Promise<Content | null> => {
  const [db, key] = [await database(), await keyOf(person)]
  const head = await db.get('content', id)
  if (head === undefined) return null
  const { body, photos } = value(await unseal(key, id, head.sealed)) as { body: unknown, photos: string[] }
  const read = photos.map(async (type, at) => {
    const row = await db.get('content', `${id}.${at}`)
    return row === undefined ? null : new Blob([await unseal(key, `${id}.${at}`, row.sealed)], { type })
  })
  return { body, photos: (await Promise.all(read)).filter(photo => photo !== null) }
}

/** Takes away what was written and photographed once it has arrived. */
export const removeContent = async (id: string): Promise<void> => { await (await database()).delete('content', IDBKeyRange.bound(id, `${id}.\uffff`)) }

const WEEK = 7 * 86_400_000

/** Keeps what the server told under this person's key, to be read without a network (留存). */
export const keepTold = async (person: string, name: string, told: unknown): Promise<void> => {
  const id = `${person} ${name}`
  await (await database()).put('kept', { id, owner: person, at: Date.now(), sealed: await seal(await keyOf(person), id, text(told)) })
}

/** What was kept, unless it is older than a week; null when there is none or it cannot be read. */
export const readTold = async <T>(person: string, name: string): Promise<{ told: T, at: Date } | null> => {
  const id = `${person} ${name}`
  const row = await (await database()).get('kept', id)
  if (row === undefined || Date.now() - row.at > WEEK) return null
  return { told: value(await unseal(await keyOf(person), id, row.sealed)) as T, at: new Date(row.at) }
}

/** Takes away what was kept of the server's: all of it at logout, what is older than a week at each start. */
export const forgetTold = async (all: boolean): Promise<void> => {
  const work = (await database()).transaction('kept', 'readwrite')
  for (const row of await work.store.getAll()) if (all || Date.now() - row.at > WEEK) await work.store.delete(row.id)
  await work.done
}

/** Removes one draft with its photos. */
export const removeItem = async (id: string): Promise<void> => {
  const db = await database()
  const range = IDBKeyRange.bound(id, `${id}.\uffff`)
  const work = db.transaction(['item', 'content'], 'readwrite')
  await Promise.all([work.objectStore('item').delete(id), work.objectStore('content').delete(range), work.done])
}
