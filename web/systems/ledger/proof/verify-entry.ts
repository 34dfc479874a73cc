import type { EntryProof, PublicLog } from '#contracts/ledger'
import { api } from '../../../base/api/api.ts'
import { alike, bytesOf, calculates, climb, leafHash, type Step } from './climb.ts'
import { checkSignature, type Check } from './check-signature.ts'
import { readCheckpoint, readNote, type Checkpoint, type Note } from './signed-note.ts'

type Keys = PublicLog['verifierKeys']
export type Signed = Readonly<{ ed25519: Check, sm2: Check }>
export type Head = Readonly<{ log: PublicLog, checkpoint: Checkpoint | null, signatures: Note['signatures'], signed: Signed }>
/** What this browser found out by itself about one entry. */
export type Verified = Readonly<{ proof: EntryProof, leaf: Check, root: Check, signed: Signed, steps: Step[] }>

const signedOf = async (note: Note | null, keys: Keys): Promise<Signed> => {
  const check = (key: string): Promise<Check> => note === null ? Promise.resolve('failed') : checkSignature(note, key).catch(() => 'failed')
  return { ed25519: await check(keys.ed25519), sm2: await check(keys.sm2) }
}

/** The newest checkpoint, its signatures tried here (最新检查点). */
export const readHead = async (): Promise<Head> => {
  const [log, words] = await Promise.all([api.get<PublicLog>('/ledger'), api.download('/ledger/checkpoint').then(answer => answer.text())])
  const note = readNote(words)
  return { log, checkpoint: note && readCheckpoint(note.text), signatures: note?.signatures ?? [], signed: await signedOf(note, log.verifierKeys) }
}

/** Fetches the proof of an entry and believes none of it: fingerprint, root and signatures are calculated here (核对记录). */
export const verifyEntry = async (entryId: string): Promise<Verified> => {
  const proof = await api.get<EntryProof>(`/ledger/entries/${entryId}/proof`) // first: its refusal says more than that of the log
  return judge(entryId, proof, await api.get<PublicLog>('/ledger'))
}

export const judge = async (entryId: string, proof: EntryProof, { origin, verifierKeys }: Pick<PublicLog, 'origin' | 'verifierKeys'>): Promise<Verified> => {
  const note = readNote(proof.checkpoint)
  const signed = await signedOf(note, verifierKeys)
  if (!calculates()) return { proof, leaf: 'impossible', root: 'impossible', signed, steps: [] }
  const checkpoint = note && readCheckpoint(note.text)
  try {
    const leaf = await leafHash(bytesOf(proof.entry))
    const steps = await climb(proof.path.map(bytesOf), leaf, proof.leafIndex, proof.treeSize)
    const ours = checkpoint !== null && checkpoint.origin === origin && checkpoint.size === proof.treeSize
    const root = ours && steps !== null && alike(steps.at(-1)?.made ?? leaf, checkpoint.root)
    return { proof, leaf: proof.entryId === entryId && alike(leaf, bytesOf(proof.leafHash)) ? 'passed' : 'failed', root: root ? 'passed' : 'failed', signed, steps: steps ?? [] }
  } catch { // what is no base64 is no proof
    return { proof, leaf: 'failed', root: 'failed', signed, steps: [] }
  }
}

/** The word over all: refused by one failed check, half where this browser could not tell (结论). */
export const verdictOf = ({ leaf, root, signed }: Verified): 'whole' | 'half' | 'broken' => {
  const checks = [leaf, root, signed.ed25519, signed.sm2]
  return checks.includes('failed') ? 'broken' : checks.includes('impossible') ? 'half' : 'whole'
}
