import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import { requireUnit } from '#primitives/party'
import { credentialRules } from './city-rules.ts'
import { keyIdOf, machine, newPrivateKey, signerOf, type Sign } from './key-material.ts'
import { algorithmNumbers, type Algorithm } from './verifier/sign1.ts'

/** A unit's seal over a document: whoever has the document, the key and these words can check it by themselves. */
export type DocumentSeal = Readonly<{ key: string; signature: Buffer; sealedAt: Date }>
export type SealKey = Readonly<{ id: string; departmentId: string; algorithm: Algorithm; key: string; from: string; until: string }>
type Held = Readonly<{ number: number; published: SealKey; sign: Sign }>

const LOOK_AGAIN = 60_000
const DAY = 86_400_000
const seen = new Map<string, { at: number; held: Held[] }>()

/** What a seal signs: the unit, the document's hash, the instant. */
export const sealedWords = (departmentId: string, sha256: Buffer, at: Date): Buffer => Buffer.from(`haihe/seal/v1\n${departmentId}\n${sha256.toString('hex')}\n${at.toISOString()}`)

/** Seals a document with its unit's own key, which is made when it is first needed; the caller keeps the seal and owes the leaf. 加盖电子印章 */
export async function sealDocument(deed: Deed, { departmentId, sha256 }: Readonly<{ departmentId: string; sha256: Buffer }>): Promise<DocumentSeal> {
  await requireUnit(deed, departmentId)
  const { algorithm, key_days: days } = await credentialRules(deed)
  const inForce = ({ published: { algorithm: of, from, until } }: Held): boolean => of === algorithm && Date.parse(from) <= deed.now.getTime() && deed.now.getTime() < Date.parse(until)
  let held = sealsOf(departmentId, deed.now).find(inForce)
  if (!held) {
    const made = addSealKey(departmentId, algorithm, deed.now, days)
    await appendLeaf(deed, { kind: 'credential.seal_made', payload: { ...made } })
    held = sealsOf(departmentId, deed.now).find(inForce)!
  }
  const signature = Buffer.from(held.sign(sealedWords(departmentId, sha256, deed.now)))
  return { key: held.published.id, signature, sealedAt: deed.now }
}

/** Whether a unit sealed a document with a key that was in force then: a key that ended since ends none of its seals. 验电子印章 */
export function verifySeal({ departmentId, sha256, seal }: Readonly<{ departmentId: string; sha256: Buffer; seal: DocumentSeal }>): boolean {
  const key = sealKey(departmentId, seal.key, seal.sealedAt)
  if (!key || seal.sealedAt.getTime() < Date.parse(key.from) || seal.sealedAt.getTime() >= Date.parse(key.until)) return false
  return machine.verify(key.algorithm, 'raw', key.key, new Uint8Array(sealedWords(departmentId, sha256, seal.sealedAt)), seal.signature) === true
}

/** The public half of the key that made a seal; one that another process made a moment ago too. 印章公钥 */
export function sealKey(departmentId: string, id: string, at: Date): SealKey | null {
  const of = (held: readonly Held[]): SealKey | undefined => held.find(({ published }) => published.id === id)?.published
  return of(sealsOf(departmentId, at)) ?? of(sealsOf(departmentId, at, true)) ?? null
}

/** Adds a key with which a unit seals from an instant on; older seals stay good. 轮换印章密钥 */
export function addSealKey(departmentId: string, algorithm: Algorithm, from: Date, days: number): SealKey {
  const name = `seal-${departmentId}-${(sealsOf(departmentId, from, true)[0]?.number ?? 0) + 1}.key`
  keys().secret(name, () => Buffer.from(JSON.stringify({ algorithm, secret: newPrivateKey(algorithm), from: from.toISOString(), until: new Date(from.getTime() + days * DAY).toISOString() })))
  return sealsOf(departmentId, from, true)[0]!.published
}

/** Every seal key of a unit, the newest first: files of their own beside the keys of codes. */
function sealsOf(departmentId: string, at: Date, anew = false): Held[] {
  const { folder } = keys()
  const known = seen.get(`${folder}\n${departmentId}`)
  if (!anew && known && known.held.length > 0 && Math.abs(at.getTime() - known.at) < LOOK_AGAIN) return known.held
  const number = (name: string): number => (name.startsWith(`seal-${departmentId}-`) ? Number(/^\d{1,4}(?=\.key$)/.exec(name.slice(departmentId.length + 6))?.[0] ?? 0) : 0)
  const held = readdirSync(folder).filter((name) => number(name) > 0).sort((a, b) => number(b) - number(a)).map((name): Held => {
    const { algorithm, secret, from, until } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { algorithm: Algorithm; secret: string; from: string; until: string }
    if (algorithmNumbers[algorithm] === undefined || !(Date.parse(from) < Date.parse(until))) throw new Error(`${name} is no key of a seal`)
    const { publicKey, sign } = signerOf(algorithm, secret)
    return { number: number(name), sign, published: { id: keyIdOf(publicKey).toString('hex'), departmentId, algorithm, key: publicKey.toString('base64'), from, until } }
  })
  seen.set(`${folder}\n${departmentId}`, { at: at.getTime(), held })
  return held
}
