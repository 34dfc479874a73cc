import { createHash } from 'node:crypto'
import { bytesOfHex } from './verifier/content.ts'

/** What stands for the holder in a code: it differs from licence to licence, so that nobody follows a person by it, and whoever knows the person's id can check it. 持证人标记 */
export const holderMark = (credentialId: string, holderId: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(bytesOfHex(credentialId.replaceAll('-', ''))).update(bytesOfHex(holderId.replaceAll('-', ''))).digest().subarray(0, 12))
