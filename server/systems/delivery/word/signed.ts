import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { carrierHere, type CarrierCode } from '../carriers.ts'

/** A call that was signed longer ago may be one that was listened to. */
const FRESH = 300

/** What a carrier signs: the second, the path, and each field on a line of its own. */
export const signatureOf = (secret: string, t: number, path: string, fields: readonly (string | null)[]): string => createHmac('sha256', secret).update([t, path, ...fields.map((one) => one ?? '')].join('\n')).digest('hex')

/** Lets in whoever holds the secret of this carrier, and signed just now. 验签 */
export function requireSigned(deed: Deed, carrier: CarrierCode, path: string, { t, v1 }: Readonly<{ t: number; v1: string }>, fields: readonly (string | null)[]): void {
  const secret = carrierHere(carrier)?.secret
  const fresh = Math.abs(deed.now.getTime() / 1000 - t) <= FRESH
  if (secret === undefined || !fresh || !timingSafeEqual(Buffer.from(signatureOf(secret, t, path, fields)), Buffer.from(v1))) throw forbidden('delivery.not_signed')
}
