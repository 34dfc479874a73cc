import { decode } from 'cborg'
import { fromBase45 } from './base45.ts'
import { hexOf } from './content.ts'
import { toBeSigned, tried } from './sign1.ts'
import type { Machine } from './trust.ts'

/** The EU's digital COVID certificate (HC1): others wrote it, so it is read as they write it, within bounds. */
export type HealthCertificate = Readonly<{
  keyId: string
  algorithm: 'ES256' | 'PS256' | null
  message: Uint8Array<ArrayBuffer>
  signature: Uint8Array
  issuer: string
  /** Seconds since 1970. */
  issued: number | null
  until: number | null
  certificate: Readonly<Record<string, unknown>>
}>
export type Stage = 'prefix' | 'base45' | 'compression' | 'cose' | 'claims'

const MOST_INFLATED = 20_000
const MOST_SIGNS = 5000
const algorithms = new Map<unknown, 'ES256' | 'PS256'>([[-7, 'ES256'], [-37, 'PS256']])
const inner = (read: () => unknown): unknown => read()
const tags = { 0: inner, 1: inner, 18: inner, 61: inner } // dates, COSE_Sign1, CWT: what they wrap says the same without them
const options = { useMaps: true, tags, rejectDuplicateMapKeys: true, allowUndefined: false }

/** Reads an HC1 text, or says at which stage it ended. Believes nothing yet. 读欧盟健康证书 */
export async function readHealth(code: string, machine: Machine): Promise<HealthCertificate | Stage> {
  if (!code.startsWith('HC1:') || code.length > MOST_SIGNS) return 'prefix'
  const packed = fromBase45(code, 4)
  if (packed === null) return 'base45'
  let bytes: Uint8Array
  try {
    bytes = await machine.inflate('zlib', packed, MOST_INFLATED)
  } catch { return 'compression' }
  return readCose(bytes) ?? 'cose'
}

function readCose(bytes: Uint8Array): HealthCertificate | Stage | null {
  const whole = tried(() => decode(bytes, options) as unknown)
  if (!Array.isArray(whole) || whole.length !== 4) return null
  const [protectedBytes, unprotected, payload, signature] = whole as unknown[]
  if (!(protectedBytes instanceof Uint8Array) || !(unprotected instanceof Map) || !(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return null
  const headers = protectedBytes.length === 0 ? new Map<unknown, unknown>() : tried(() => decode(protectedBytes, options) as unknown)
  if (!(headers instanceof Map)) return null
  const keyId = (headers.get(4) ?? unprotected.get(4)) as unknown
  const claims = tried(() => decode(payload, options) as unknown)
  if (!(claims instanceof Map)) return 'claims'
  const certificate = plain(claims.get(-260))
  const first = isRecord(certificate) ? certificate['1'] : undefined
  if (!isRecord(first)) return 'claims'
  return {
    keyId: keyId instanceof Uint8Array ? hexOf(keyId) : '', algorithm: algorithms.get(headers.get(1) ?? unprotected.get(1)) ?? null, message: toBeSigned(protectedBytes, payload), signature,
    issuer: typeof claims.get(1) === 'string' ? (claims.get(1) as string) : '', issued: second(claims.get(6)), until: second(claims.get(4)), certificate: first,
  }
}

const second = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? Math.floor(value) : null)
export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Maps as JSON has them; a key is its text. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plain(one)]))
  if (Array.isArray(value)) return value.map(plain)
  return value instanceof Uint8Array || typeof value === 'bigint' ? null : value
}
