import { createHash, X509Certificate } from 'node:crypto'
import type { TrustedIssuer } from '#primitives/place'
import type { ForeignKey } from './verifier/trust.ts'

/** Which statements a certificate may sign, by object identifier: tests, vaccinations, recoveries (both numberings of the EU); a certificate that names none may sign all. */
const uses: Readonly<Record<string, 't' | 'v' | 'r'>> = {
  '1.3.6.1.4.1.1847.2021.1.1': 't', '1.3.6.1.4.1.1847.2021.1.2': 'v', '1.3.6.1.4.1.1847.2021.1.3': 'r',
  '1.3.6.1.4.1.0.1847.2021.1.1': 't', '1.3.6.1.4.1.0.1847.2021.1.2': 'v', '1.3.6.1.4.1.0.1847.2021.1.3': 'r',
}

/** What a verifier needs of a certificate that the city trusts. 信任的境外签发机构 */
export function foreignKey({ scheme, issuer, certificate }: Pick<TrustedIssuer, 'scheme' | 'issuer' | 'certificate'>): ForeignKey {
  const der = Buffer.from(certificate, 'base64')
  const read = new X509Certificate(der)
  const named = (read.keyUsage ?? []).flatMap((oid) => uses[oid] ?? [])
  return {
    scheme, issuer, id: createHash('sha256').update(read.raw).digest().subarray(0, 8).toString('hex'), algorithm: read.publicKey.asymmetricKeyType === 'ec' ? 'ES256' : 'PS256',
    key: read.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), from: read.validFromDate.toISOString(), until: read.validToDate.toISOString(), uses: named.length > 0 ? [...new Set(named)] : ['t', 'v', 'r'],
  }
}
