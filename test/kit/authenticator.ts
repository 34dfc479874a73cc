import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** A passkey made of software: what a phone's authenticator answers, byte by byte, with the ways it can go wrong. */
export type Authenticator = Readonly<{
  register(challenge: string, changes?: Changes): object
  assert(challenge: string, changes?: Changes): object
  id: string
}>
type Changes = Readonly<{ origin?: string; rpId?: string; flags?: number; counter?: number; key?: KeyObject }>

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()
const url = (bytes: Buffer): string => bytes.toString('base64url')
const head = (major: number, length: number): Buffer =>
  length < 24 ? Buffer.of((major << 5) | length) : length < 256 ? Buffer.of((major << 5) | 24, length) : Buffer.of((major << 5) | 25, length >> 8, length & 255)
/** CBOR of what an attestation holds: integers, text, bytes and maps. */
const cbor = (value: number | string | Buffer | Map<number | string, unknown>): Buffer =>
  typeof value === 'number' ? (value >= 0 ? head(0, value) : head(1, -1 - value))
  : typeof value === 'string' ? Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  : Buffer.isBuffer(value) ? Buffer.concat([head(2, value.length), value])
  : Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as Buffer)])])

export function softAuthenticator(host = 'localhost', site = `http://${host}`): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const cose = cbor(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x!, 'base64url')], [-3, Buffer.from(y!, 'base64url')]]))
  const id = randomBytes(16)
  let counter = 0
  const data = (changes: Changes, flags: number, attested: Buffer): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(changes.counter ?? counter)
    return Buffer.concat([sha256(changes.rpId ?? host), Buffer.of(changes.flags ?? flags), count, attested])
  }
  const client = (type: string, challenge: string, changes: Changes): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin: changes.origin ?? site, crossOrigin: false }))
  const credential = (response: object) => ({ id: url(id), rawId: url(id), type: 'public-key', clientExtensionResults: {}, response })
  return {
    id: url(id),
    register(challenge, changes = {}) {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, cose])
      const attestation = cbor(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', data(changes, 0x45, attested)]]))
      return credential({ clientDataJSON: url(client('webauthn.create', challenge, changes)), attestationObject: url(attestation), transports: ['internal'] })
    },
    assert(challenge, changes = {}) {
      counter += 1
      const authenticatorData = data(changes, 0x05, Buffer.alloc(0))
      const clientData = client('webauthn.get', challenge, changes)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), changes.key ?? privateKey)
      return credential({ clientDataJSON: url(clientData), authenticatorData: url(authenticatorData), signature: url(signature) })
    },
  }
}
