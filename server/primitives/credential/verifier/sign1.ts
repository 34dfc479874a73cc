import { encode } from 'cborg'
import { cursorOf, isDone, readBytes, readHead, readInteger } from './strict-cbor.ts'

/** COSE_Sign1 (RFC 9052): what was signed, by which key, with which algorithm. */
export type Sign1 = Readonly<{ protectedBytes: Uint8Array; algorithm: number; keyId: Uint8Array; payload: Uint8Array; signature: Uint8Array }>

/** Numbers of COSE's registry. SM2 has none there: below -65536 everyone may take one, and ours is -65537 (docs/decisions/0017). */
export const algorithmNumbers = { ES256: -7, Ed25519: -19, SM2: -65_537 } as const
export type Algorithm = keyof typeof algorithmNumbers
const names = new Map<unknown, Algorithm>(Object.entries(algorithmNumbers).map(([name, number]) => [number, name as Algorithm]))
export const algorithmOf = (number: unknown): Algorithm | null => names.get(number) ?? null

const EMPTY = new Uint8Array(0)
const TAG = 0xd2 // tag 18
const START = Uint8Array.from([0x84, 0x6a, ...new TextEncoder().encode('Signature1')])

/** A COSE_Sign1 as we write it, and only so: tagged, two protected headers and no others, shortest lengths, nothing behind it; null otherwise. */
export function readSign1(bytes: Uint8Array): Sign1 | null {
  if (bytes[0] !== TAG || bytes[1] !== 0x84) return null
  const cursor = cursorOf(bytes)
  cursor.at = 2
  const protectedBytes = readBytes(cursor)
  const unprotected = readHead(cursor, 5)
  const payload = readBytes(cursor)
  const signature = readBytes(cursor)
  const inner = cursorOf(protectedBytes)
  const [count, first, algorithm, second, keyId] = [readHead(inner, 5), readInteger(inner), readInteger(inner), readInteger(inner), readBytes(inner)]
  if (!isDone(cursor) || !isDone(inner) || unprotected !== 0 || count !== 2 || first !== 1 || second !== 4 || keyId.length !== 8 || signature.length !== 64) return null
  return { protectedBytes, algorithm, keyId, payload, signature }
}

/** What is signed: RFC 9052, section 4.4. */
export function toBeSigned(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  if (protectedBytes.length > 23 || payload.length < 24 || payload.length > 255) return encode(['Signature1', protectedBytes, EMPTY, payload])
  // ours are all of this size; the encoder's many small pieces cost as much as a fifth of a verification
  const bytes = new Uint8Array(START.length + protectedBytes.length + payload.length + 4)
  bytes.set(START)
  bytes[START.length] = 0x40 + protectedBytes.length
  bytes.set(protectedBytes, START.length + 1)
  bytes[START.length + protectedBytes.length + 1] = 0x40 // nothing from outside
  bytes[START.length + protectedBytes.length + 2] = 0x58
  bytes[START.length + protectedBytes.length + 3] = payload.length
  bytes.set(payload, START.length + protectedBytes.length + 4)
  return bytes
}

export const protectedHeaders = (algorithm: Algorithm, keyId: Uint8Array): Uint8Array<ArrayBuffer> => encode(new Map<number, unknown>([[1, algorithmNumbers[algorithm]], [4, keyId]]))

export function writeSign1(protectedBytes: Uint8Array, payload: Uint8Array, signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const inner = encode([protectedBytes, new Map(), payload, signature])
  const bytes = new Uint8Array(inner.length + 1)
  bytes[0] = TAG
  bytes.set(inner, 1)
  return bytes
}

/** Bytes of strangers: whatever the reader throws at says that they are not CBOR. */
export function tried<T>(read: () => T): T | undefined {
  try { return read() } catch { return undefined }
}
