import type { Machine } from '#verifiers/credential'

type Bytes = Uint8Array<ArrayBuffer>
const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
const hexOf = (bytes: Uint8Array): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')

/** Inflates, and stops at the first byte too many (解压). */
const inflate: Machine['inflate'] = async (form, bytes, most) => {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(form === 'zlib' ? 'deflate' : 'deflate-raw')).getReader()
  const made = new Uint8Array(most)
  let length = 0
  for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
    if (length + part.value.length > most) { await reader.cancel(); throw new Error('more than a code holds') }
    made.set(part.value, length)
    length += part.value.length
  }
  return made.slice(0, length)
}

const ways = {
  ES256: { take: { name: 'ECDSA', namedCurve: 'P-256' }, check: { name: 'ECDSA', hash: 'SHA-256' } },
  PS256: { take: { name: 'RSA-PSS', hash: 'SHA-256' }, check: { name: 'RSA-PSS', saltLength: 32 } },
  Ed25519: { take: { name: 'Ed25519' }, check: { name: 'Ed25519' } },
} as const

const points = new Map<string, (message: Bytes, signature: Uint8Array) => boolean>()
/** No browser knows SM2 by itself; the code for it is fetched only here. The user id is that of GM/T 0009. */
const sm2Of = async (key: string): Promise<(message: Bytes, signature: Uint8Array) => boolean> => {
  const { sm2 } = await import('sm-crypto-v2')
  const hex = hexOf(bytesOf(key))
  const point = sm2.precomputePublicKey(hex)
  return (message, signature) => sm2.doVerifySignature(Uint8Array.from(sm2.getHash(message, hex, '1234567812345678').match(/../g)!, pair => Number.parseInt(pair, 16)), hexOf(signature), point, { hash: false })
}

const verify: Machine['verify'] = async (algorithm, form, key, message, signature) => {
  if (algorithm === 'SM2') {
    const check = points.get(key) ?? await sm2Of(key)
    points.set(key, check)
    try { return check(message, signature) } catch { return false }
  }
  // browsers calculate only on pages that came over https, or from this very machine
  if (globalThis.crypto?.subtle === undefined) return null
  const { take, check } = ways[algorithm]
  try {
    return await crypto.subtle.verify(check, await crypto.subtle.importKey(form, bytesOf(key), take, false, ['verify']), signature as Bytes, message)
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotSupportedError' ? null : false
  }
}

/** What this browser does for the verifier. */
export const machine: Machine = { inflate, verify }
