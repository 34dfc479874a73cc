import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { inflateRawSync, inflateSync } from 'node:zlib'
import { sm2 } from 'sm-crypto-v2'
import type { Algorithm } from './verifier/sign1.ts'
import type { Machine } from './verifier/trust.ts'

type Bytes = Uint8Array<ArrayBuffer>
/** Signs what is to be signed: 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array

const SM2_ID = '1234567812345678' // the user id of GM/T 0009
const P256 = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** A new private key (PKCS #8, or the 32 bytes of SM2) in hexadecimal. 生成签发密钥 */
export function newPrivateKey(algorithm: Algorithm): string {
  if (algorithm === 'SM2') return sm2.generateKeyPairHex().privateKey.padStart(64, '0')
  const { privateKey } = algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('hex')
}

/** The public key of a private one as it is published, and the function that signs. */
export function signerOf(algorithm: Algorithm, secret: string): { publicKey: Buffer; sign: Sign } {
  if (algorithm === 'SM2') {
    const hex = sm2.getPublicKeyFromPrivateKey(secret)
    const digest = sm2Digest(hex)
    return { publicKey: Buffer.from(hex, 'hex'), sign: (message) => Buffer.from(sm2.doSignature(digest(message), secret, { hash: false, publicKey: hex }), 'hex') }
  }
  const key = createPrivateKey({ key: Buffer.from(secret, 'hex'), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return algorithm === 'ES256'
    ? { publicKey: spki.subarray(P256.length), sign: (message) => sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }) }
    : { publicKey: spki.subarray(ED25519.length), sign: (message) => sign(null, message, key) }
}

export const keyIdOf = (publicKey: Uint8Array): Buffer => createHash('sha256').update(publicKey).digest().subarray(0, 8)

/** SM2 signs e = SM3(Z ‖ message), where Z stands for the signer; Node has SM3, and its Z of an id that is not empty nobody gives us. */
function sm2Digest(publicKey: string): (message: Uint8Array) => Bytes {
  const z = sm2.getZ(publicKey, SM2_ID)
  return (message) => new Uint8Array(createHash('sm3').update(z).update(message).digest())
}

type Check = (message: Uint8Array, signature: Uint8Array) => boolean
const known = new Map<string, { algorithm: Algorithm | 'PS256'; check: Check }>()
const MOST_KNOWN = 200

function checkOf(algorithm: Algorithm | 'PS256', form: 'raw' | 'spki', base64: string): Check {
  const bytes = Buffer.from(base64, 'base64')
  if (algorithm === 'SM2') {
    const hex = bytes.toString('hex')
    const [point, digest] = [sm2.precomputePublicKey(hex), sm2Digest(hex)] // six times as fast as from the bare key
    return (message, signature) => sm2.doVerifySignature(digest(message), Buffer.from(signature).toString('hex'), point, { hash: false })
  }
  const wrapped = form === 'spki' ? bytes : Buffer.concat([algorithm === 'ES256' ? P256 : ED25519, bytes])
  const key: KeyObject = createPublicKey({ key: wrapped, format: 'der', type: 'spki' })
  if (algorithm === 'Ed25519') return (message, signature) => verify(null, message, key, signature)
  const how = algorithm === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' as const } : { key, padding: 6, saltLength: 32 } // RSA-PSS
  return (message, signature) => verify('sha256', message, how, signature)
}

/** What this server does for the verifier. */
export const machine: Machine = {
  inflate: (form, bytes, most) => new Uint8Array((form === 'zlib' ? inflateSync : inflateRawSync)(bytes, { maxOutputLength: most, chunkSize: 1024 })),
  verify(algorithm, form, key, message, signature) {
    let one = known.get(key)
    if (one?.algorithm !== algorithm) {
      if (known.size >= MOST_KNOWN) known.clear()
      one = { algorithm, check: checkOf(algorithm, form, key) }
      known.set(key, one)
    }
    try { return one.check(message, signature) } catch { return false } // a signature that is no two numbers of the curve
  },
}
