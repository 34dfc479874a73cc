import { randomBytes } from 'node:crypto'
import { keys } from '#base/keys'
import { checkpointSigners, newCheckpointSecret } from './checkpoint-keys.ts'
import type { Signer } from './signed-note.ts'

type Kept = { origin: string; ed25519: string; sm2: string }

const FILE = 'checkpoint.key'
const opened = new Map<string, [Signer, Signer]>()

/** The log's signers. Their keys and the log's name are made at first start and kept in the key folder: a log keeps its name for life. 签名密钥 */
export function signers(): [Signer, Signer] {
  const { folder, secret } = keys()
  const known = opened.get(folder)
  if (known) return known
  const kept = JSON.parse(secret(FILE, () => Buffer.from(JSON.stringify(fresh()))).toString()) as Kept
  const made = checkpointSigners(kept.origin, { ed25519: Buffer.from(kept.ed25519, 'hex'), sm2: Buffer.from(kept.sm2, 'hex') })
  opened.set(folder, made)
  return made
}

function fresh(): Kept {
  const { ed25519, sm2 } = newCheckpointSecret()
  return { origin: `haihe-${randomBytes(4).toString('hex')}/ledger`, ed25519: ed25519.toString('hex'), sm2: sm2.toString('hex') }
}
