import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { keyId, verifierKey, type Signer, type Verifier } from './signed-note.ts'

/** Signature types of a note: Ed25519 has a byte of its own; ours has 0xff and a name that nobody else uses, as signed-note asks. */
const ED25519 = Buffer.of(1)
export const SM2_TYPE = Buffer.concat([Buffer.of(0xff), Buffer.from('haihe/sm2-sm3/v1')])
const SM2_ID = '1234567812345678' // the user id of GM/T 0009
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The private parts: 32 bytes each. */
export type CheckpointSecret = Readonly<{ ed25519: Buffer; sm2: Buffer }>

export function newCheckpointSecret(): CheckpointSecret {
  const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return { ed25519, sm2: Buffer.from(sm2.generateKeyPairHex().privateKey.padStart(64, '0'), 'hex') }
}

export function ed25519Verifier(name: string, publicKey: Buffer): Verifier {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
  return { name, id: keyId(name, ED25519, publicKey), verify: (text, bytes) => verify(null, Buffer.from(text), key, bytes) }
}

/** True SM2 with SM3 and the standard user id; Node's own SM2 key would sign ECDSA or take an empty id. The public key is 65 bytes, 04.x.y; a signature r.s, 64 bytes. */
export function sm2Verifier(name: string, publicKey: Buffer): Verifier {
  const hex = publicKey.toString('hex')
  return {
    name, id: keyId(name, SM2_TYPE, publicKey),
    verify: (text, bytes) => bytes.length === 64 && sm2.doVerifySignature(new Uint8Array(Buffer.from(text)), bytes.toString('hex'), hex, { hash: true, userId: SM2_ID }),
  }
}

/** The verifier for a key as it is published: '<name>+<id>+<base64 of type and key>'. */
export function verifierOf(published: string): Verifier {
  const [name = '', id = '', ...rest] = published.split('+')
  const typed = Buffer.from(rest.join('+'), 'base64')
  const made = typed[0] === 1 && typed.length === 33 ? ed25519Verifier(name, typed.subarray(1))
    : typed.subarray(0, SM2_TYPE.length).equals(SM2_TYPE) ? sm2Verifier(name, typed.subarray(SM2_TYPE.length)) : null
  if (made?.id.toString('hex') !== id) throw new Error('not a verifier key')
  return made
}

/** The two signers of our checkpoints: the log's own line, and the countersignature by Chinese algorithms. */
export function checkpointSigners(name: string, secret: CheckpointSecret): [Signer, Signer] {
  const edKey = createPrivateKey({ key: Buffer.concat([PKCS8, secret.ed25519]), format: 'der', type: 'pkcs8' })
  const edPublic = createPublicKey(edKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const smKey = secret.sm2.toString('hex')
  const smPublic = Buffer.from(sm2.getPublicKeyFromPrivateKey(smKey), 'hex')
  return [
    { ...ed25519Verifier(name, edPublic), verifierKey: verifierKey(name, ED25519, edPublic), sign: (text) => sign(null, Buffer.from(text), edKey) },
    {
      ...sm2Verifier(name, smPublic), verifierKey: verifierKey(name, SM2_TYPE, smPublic),
      sign: (text) => Buffer.from(sm2.doSignature(new Uint8Array(Buffer.from(text)), smKey, { hash: true, userId: SM2_ID }), 'hex'),
    },
  ]
}
