import { alike, bytesOf, calculates, hexOf, sha256, type Bytes } from './climb.ts'
import type { Note } from './signed-note.ts'

/** 'impossible' is not 'failed': this browser cannot tell. */
export type Check = 'passed' | 'failed' | 'impossible'

const words = new TextEncoder()
const sm2Type = Uint8Array.of(0xff, ...words.encode('haihe/sm2-sm3/v1'))

/** Whether the note bears a true signature of this key, published as '<name>+<id>+<base64 of type and key>' (验签). */
export const checkSignature = async (note: Note, published: string): Promise<Check> => {
  if (!calculates()) return 'impossible'
  const [name = '', id = '', ...rest] = published.split('+')
  const typed = bytesOf(rest.join('+'))
  const named = hexOf((await sha256(words.encode(`${name}\n`), typed)).slice(0, 4))
  const found = note.signatures.find(one => one.name === name && one.id === id)
  if (named !== id || found === undefined) return 'failed'
  const text = words.encode(note.text)
  if (typed[0] === 1) return checkEd25519(typed.slice(1), text, found.bytes)
  return alike(typed.slice(0, sm2Type.length), sm2Type) ? checkSm2(typed.slice(sm2Type.length), text, found.bytes) : 'impossible'
}

const checkEd25519 = async (key: Bytes, text: Bytes, signature: Bytes): Promise<Check> => {
  try {
    return await crypto.subtle.verify('Ed25519', await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']), signature, text) ? 'passed' : 'failed'
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotSupportedError' ? 'impossible' : 'failed'
  }
}

/** No browser knows SM2 by itself; the code for it is fetched only here. The user id is that of GM/T 0009. */
const checkSm2 = async (key: Bytes, text: Bytes, signature: Bytes): Promise<Check> => {
  const { sm2 } = await import('sm-crypto-v2')
  return signature.length === 64 && sm2.doVerifySignature(text, hexOf(signature), hexOf(key), { hash: true, userId: '1234567812345678' }) ? 'passed' : 'failed'
}
