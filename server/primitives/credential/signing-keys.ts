import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keys } from '#base/keys'
import { keyIdOf, newPrivateKey, signerOf } from './key-material.ts'
import { algorithmNumbers, protectedHeaders, type Algorithm } from './verifier/sign1.ts'
import type { PublicKey } from './verifier/trust.ts'
import type { CodeSigner } from './write-code.ts'

/** What a key file holds; `until` may be brought forward by hand or by rotate-keys, where a key was lost. */
type KeyFile = Readonly<{ algorithm: Algorithm; secret: string; from: string; until: string }>
export type SigningKey = Readonly<{ name: string; published: PublicKey; signer: CodeSigner }>

const LOOK_AGAIN = 60_000
const DAY = 86_400_000
const seen = new Map<string, { at: number; keys: SigningKey[] }>()
const opened = new Map<string, SigningKey>() // by the text of the file: deriving a public key takes longer than signing

/** Every key in the folder, the newest first. They are files of their own beside the data keys: credential-1.key, credential-2.key … 签发密钥 */
export function signingKeys(at: Date, folder = keys().folder): SigningKey[] {
  const known = seen.get(folder)
  if (known && Math.abs(at.getTime() - known.at) < LOOK_AGAIN) return known.keys
  const found = readdirSync(folder).map((name) => Number(/^credential-(\d{1,4})\.key$/.exec(name)?.[1] ?? 0)).filter((number) => number > 0).sort((a, b) => b - a)
    .map((number) => openKey(join(folder, nameOf(number)), nameOf(number)))
  seen.set(folder, { at: at.getTime(), keys: found })
  return found
}

/** The newest key of an algorithm that is in force; the first one, and one after all have ended, is made here. 当前签发密钥 */
export function signingKey(algorithm: Algorithm, at: Date, days: number): SigningKey {
  const inForce = ({ published }: SigningKey): boolean => published.algorithm === algorithm && Date.parse(published.from) <= at.getTime() && at.getTime() < Date.parse(published.until)
  const found = signingKeys(at).find(inForce)
  if (found) return found
  addSigningKey(algorithm, at, days)
  return signingKeys(at).find(inForce)!
}

/** Adds a key that signs from an instant on. Older ones go on verifying until they end. 轮换签发密钥 */
export function addSigningKey(algorithm: Algorithm, from: Date, days: number): PublicKey {
  const { folder, secret } = keys()
  seen.delete(folder)
  const next = Number(/\d+/.exec(signingKeys(from)[0]?.name ?? '0')![0]) + 1
  const made: KeyFile = { algorithm, secret: newPrivateKey(algorithm), from: from.toISOString(), until: new Date(from.getTime() + days * DAY).toISOString() }
  secret(nameOf(next), () => Buffer.from(JSON.stringify(made)))
  seen.delete(folder)
  return signingKeys(from).find(({ name }) => name === nameOf(next))!.published
}

const nameOf = (number: number): string => `credential-${number}.key`

function openKey(path: string, name: string): SigningKey {
  const text = readFileSync(path, 'utf8')
  const known = opened.get(text)
  if (known) return known
  const { algorithm, secret, from, until } = JSON.parse(text) as KeyFile
  if (algorithmNumbers[algorithm] === undefined || !(Date.parse(from) < Date.parse(until))) throw new Error(`${path} is no key for licences`)
  const { publicKey, sign } = signerOf(algorithm, secret)
  const id = keyIdOf(publicKey)
  const made: SigningKey = { name, published: { id: id.toString('hex'), algorithm, key: publicKey.toString('base64'), from, until }, signer: { headers: protectedHeaders(algorithm, id), sign } }
  opened.set(text, made)
  return made
}
