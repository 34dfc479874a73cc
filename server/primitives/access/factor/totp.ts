import { Secret, TOTP } from 'otpauth'

const period = 30
const settings = { algorithm: 'SHA1', digits: 6, period } as const // what every authenticator app understands

/** The step of an instant: 30-second intervals since 1970, RFC 6238. */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / period)

/** The step that a code belongs to: this one, or one earlier or later for clocks that are off; null when it fits none. 动态口令核对 */
export function stepOf(secret: Buffer, token: string, now: Date): bigint | null {
  if (!/^\d{6}$/.test(token)) return null
  const delta = TOTP.validate({ token, secret: secretOf(secret), ...settings, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : BigInt(stepAt(now) + delta)
}

/** The code of an instant. Only for the demo cast and tests. */
export const totpAt = (secret: Buffer, now: Date): string => TOTP.generate({ secret: secretOf(secret), ...settings, timestamp: now.getTime() })

/** otpauth:// address for an authenticator app. */
export const totpAddress = (secret: Buffer, issuer: string, label: string): string => new TOTP({ issuer, label, secret: secretOf(secret), ...settings }).toString()

export const base32 = (secret: Buffer): string => secretOf(secret).base32

const secretOf = (secret: Buffer): Secret => new Secret({ buffer: new Uint8Array(secret).buffer })
