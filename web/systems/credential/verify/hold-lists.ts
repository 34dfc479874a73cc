import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { ref, shallowRef } from 'vue'
import { openKeyList, openRevocationList, type SignedList, type Trust } from '#verifiers/credential'
import { api } from '../../../base/api/api.ts'
import { machine } from './browser-machine.ts'

type Name = 'keys' | 'revocations'
interface Lists extends DBSchema { list: { key: Name, value: { name: Name, list: SignedList } } }

let opening: Promise<IDBPDatabase<Lists>> | undefined
const database = (): Promise<IDBPDatabase<Lists>> => opening ??= openDB<Lists>('haihe-verify', 1, { upgrade: db => { db.createObjectStore('list', { keyPath: 'name' }) } })
const held = async (name: Name): Promise<SignedList | null> => (await (await database()).get('list', name))?.list ?? null
const hold = async (name: Name, list: SignedList): Promise<void> => { await (await database()).put('list', { name, list }) }

/** What this device verifies by, without a network too; null until it has keys (随身名单). */
export const trust = shallowRef<Trust | null>(null)
/** A new list was there and no key that we know has signed it: the old one stays. */
export const doubtful = ref(false)

/** Opens what lies on the device. */
export const openHeld = async (): Promise<void> => {
  const [keyList, revocationList] = [await held('keys'), await held('revocations')]
  const keys = keyList && await openKeyList(keyList, null, machine)
  if (keys) trust.value = { keys, revocations: revocationList && await openRevocationList(revocationList, keys, 0, machine) }
}

/** Takes both lists home anew and holds them; throws where there is no network. */
export const refreshLists = async (): Promise<void> => {
  const [keyList, revocationList] = await Promise.all([api.get<SignedList>('/credentials/keys'), api.get<SignedList>('/credentials/revocations')])
  const keys = await openKeyList(keyList, trust.value?.keys ?? null, machine)
  const revocations = keys && await openRevocationList(revocationList, keys, trust.value?.revocations?.version ?? 0, machine)
  doubtful.value = keys === null || revocations === null
  if (keys === null || revocations === null) return
  await hold('keys', keyList)
  await hold('revocations', revocationList)
  trust.value = { keys, revocations }
}
