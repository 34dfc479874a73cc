import { readFilter } from './revocation-filter.ts'
import { tried } from './sign1.ts'
import { bytesOfBase64 } from './content.ts'
import type { KeyList, Machine, PublicKey, RevocationList, Trust } from './trust.ts'

export type SignedList = Readonly<{ list: string; signatures: readonly Readonly<{ key: string; signature: string }>[] }>
export type ListName = 'keys' | 'revocations'

/** What is signed: the text, and before it which list it is, so that none is taken for the other. */
export const listBytes = (what: string, list: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`haihe/credential/${what}/v1\n${list}`)

/** The keys of a city. `held` are those that the verifier knows: one of them, in force then, must have signed. At the very first none is held, and what came over https is believed. 打开公钥名单 */
export async function openKeyList({ list, signatures }: SignedList, held: KeyList | null, machine: Machine): Promise<KeyList | null> {
  const read = tried(() => JSON.parse(list) as KeyList)
  if (!read || !Array.isArray(read.keys) || !Array.isArray(read.kinds) || !Array.isArray(read.trusted) || !Array.isArray(read.rules) || Number.isNaN(Date.parse(read.at))) return null
  if (held !== null && (held.city !== read.city || Date.parse(read.at) < Date.parse(held.at))) return null
  const known = held?.keys.some((key) => inForce(key, read.at)) ? held : read // whoever was away until all keys ended begins anew
  return (await isSigned('keys', { list, signatures }, known.keys, read.at, machine)) || (read.keys.length === 0 && held === null) ? read : null
}

/** The revocations of a city, signed by one of its keys; an older list than the one held is refused. 打开注销名单 */
export async function openRevocationList({ list, signatures }: SignedList, keys: KeyList, heldVersion: number, machine: Machine): Promise<NonNullable<Trust['revocations']> | null> {
  const read = tried(() => JSON.parse(list) as RevocationList)
  if (!read || read.city !== keys.city || !Number.isSafeInteger(read.count) || read.version < heldVersion || !(await isSigned('revocations', { list, signatures }, keys.keys, read.at, machine))) return null
  const filter = readFilter(read.count, read.filter)
  return filter && { version: read.version, at: read.at, filter }
}

const inForce = ({ from, until }: PublicKey, at: string): boolean => Date.parse(from) <= Date.parse(at) && Date.parse(at) < Date.parse(until)

async function isSigned(what: ListName, { list, signatures }: SignedList, keys: readonly PublicKey[], at: string, machine: Machine): Promise<boolean> {
  const bytes = listBytes(what, list)
  for (const { key: id, signature } of signatures) {
    const key = keys.find((one) => one.id === id)
    if (!key || !inForce(key, at)) continue
    const given = tried(() => bytesOfBase64(signature))
    if (given && (await machine.verify(key.algorithm, 'raw', key.key, bytes, given))) return true
  }
  return false
}
