import { deflateRawSync } from 'node:zlib'
import { toBase45 } from './verifier/base45.ts'
import { writeContent, type Content } from './verifier/content.ts'
import { toBeSigned, writeSign1 } from './verifier/sign1.ts'
import { storeBlock } from './verifier/stored-block.ts'
import { MOST_BYTES, PREFIX } from './verifier/verify-code.ts'
import type { Sign } from './key-material.ts'

export type CodeSigner = Readonly<{ headers: Uint8Array; sign: Sign }>

/** Signs what a code says and writes it as the text of a QR; null where it would be larger than 200 bytes. 写码 */
export function writeCode(content: Content, { headers, sign }: CodeSigner): string | null {
  const payload = writeContent(content)
  const bytes = writeSign1(headers, payload, sign(toBeSigned(headers, payload)))
  // longer than it may be: perhaps its words compress
  const packed = bytes.length + 5 > MOST_BYTES ? deflateRawSync(bytes, { level: 9 }) : storeBlock(bytes)
  return packed.length > MOST_BYTES ? null : PREFIX + toBase45(packed)
}
