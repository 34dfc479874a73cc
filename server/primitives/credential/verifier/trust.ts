import type { Algorithm } from './sign1.ts'
import type { RevocationFilter } from './revocation-filter.ts'

/** A public key as it is published: 65 bytes 04.x.y for SM2 and ES256, 32 for Ed25519, in base64. `until` ends the key and with it every code that it signed. */
export type PublicKey = Readonly<{ id: string; algorithm: Algorithm; key: string; from: string; until: string }>
type Words = Readonly<{ 'zh-CN': string; en: string }>
export type ClaimType = 'boolean' | 'integer' | 'text' | 'date'
/** What verifiers need to know of a kind: its name, who issues it, and what its claims are called by their numbers. */
export type PublishedKind = Readonly<{ id: string; title: Words; issuer: string; claims: readonly Readonly<{ number: number; name: string; type: ClaimType; label: Words }>[] }>
/** Whose certificates of another scheme are believed: the key of their certificate (SPKI, base64), and for which kinds of statement. */
export type ForeignKey = Readonly<{ scheme: 'HC1'; id: string; issuer: string; algorithm: 'ES256' | 'PS256'; key: string; from: string; until: string; uses: readonly ('t' | 'v' | 'r')[] }>

/** A CertLogic rule as the EU publishes them: a certificate meets it where its logic says true. It is the verifier's, never the issuer's. */
export type HealthRule = Readonly<{ Identifier: string; Version: string; CertificateType: 'General' | 'Vaccination' | 'Test' | 'Recovery'; ValidFrom: string; ValidTo: string; Logic: unknown }>

export type KeyList = Readonly<{ city: string; name: string; at: string; keys: readonly PublicKey[]; kinds: readonly PublishedKind[]; trusted: readonly ForeignKey[]; rules: readonly HealthRule[] }>
export type RevocationList = Readonly<{ city: string; version: number; at: string; count: number; filter: string }>

/** What a verifier holds. `exactly` asks the register itself and is there only where it can be asked. */
export type Trust = Readonly<{ keys: KeyList; revocations: Readonly<{ version: number; at: string; filter: RevocationFilter }> | null; exactly?: (id: string) => Promise<Revoked | null> }>
export type Revoked = Readonly<{ reason: string; at: string }>

/** What the platform itself does better than any script: a browser's and a server's differ, the verifier does not. */
export type Machine = Readonly<{
  /** Throws where the bytes are no such stream or grow beyond `most`. */
  inflate(form: 'deflate' | 'zlib', bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>
  /** Null where the platform does not know the algorithm. */
  verify(algorithm: Algorithm | 'PS256', form: 'raw' | 'spki', key: string, message: Uint8Array<ArrayBuffer>, signature: Uint8Array): Promise<boolean | null> | boolean | null
}>
