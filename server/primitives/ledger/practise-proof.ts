import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import { keys } from '#base/keys'
import { checkpointSigners, newCheckpointSecret } from './checkpoint-keys.ts'
import { writeCheckpoint } from './checkpoint.ts'
import type { Signer } from './signed-note.ts'
import { writeNote } from './signed-note.ts'
import { inclusionRanges, hashOf, leafHash, nodesOver, rootOf } from './tree.ts'

const FILE = 'practice.key'
const ORIGIN = 'haihe-practice/nothing-is-real'
const AT = 3
const SIZE = 5
const opened = new Map<string, Signer>()
const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

export type PractisedProof = Readonly<{ leaf: string; proof: Readonly<{ leafIndex: number; treeSize: number; path: string[]; checkpoint: string }> }>

/** The key under which practice is signed: its own, so that nothing practised ever passes for the ledger's. 演练验证公钥 */
export const practiceKey = (): string => signer().verifierKey

/** A proof as the ledger gives it, of an entry in a small tree that is made for it and kept nowhere: whoever writes a program that checks proofs tries it on this. The same entry has always the same proof. 演练证明 */
export function practiseProof(kind: string, at: Date, detail: object): PractisedProof {
  const content = canonicalJson({ kind, at: at.toISOString(), practice: true, detail })
  const leaf = Buffer.concat([sha256('salt', content), Buffer.from(content)])
  const leaves = Array.from({ length: SIZE }, (_, place) => leafHash(place === AT ? sha256(leaf) : sha256(`beside ${place}`, content)))
  const path = inclusionRanges(AT, SIZE).map((range) => hashOf(range, nodesOver(leaves)).toString('base64'))
  const checkpoint = writeNote(writeCheckpoint({ origin: ORIGIN, size: SIZE, root: rootOf(leaves) }), [signer()])
  return { leaf: leaf.toString('base64'), proof: { leafIndex: AT, treeSize: SIZE, path, checkpoint } }
}

function signer(): Signer {
  const { folder, secret } = keys()
  const known = opened.get(folder)
  if (known) return known
  const kept = JSON.parse(secret(FILE, () => { const { ed25519, sm2 } = newCheckpointSecret(); return Buffer.from(JSON.stringify({ ed25519: ed25519.toString('hex'), sm2: sm2.toString('hex') })) }).toString()) as { ed25519: string; sm2: string }
  const [made] = checkpointSigners(ORIGIN, { ed25519: Buffer.from(kept.ed25519, 'hex'), sm2: Buffer.from(kept.sm2, 'hex') })
  opened.set(folder, made)
  return made
}
