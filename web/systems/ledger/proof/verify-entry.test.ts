import { expect, test } from 'vitest'
import { checkpointSigners, newCheckpointSecret } from '../../../../server/primitives/ledger/checkpoint-keys.ts'
import { writeCheckpoint } from '../../../../server/primitives/ledger/checkpoint.ts'
import { writeNote } from '../../../../server/primitives/ledger/signed-note.ts'
import { hashOf, inclusionRanges, leafHash, nodesOver, rootOf } from '../../../../server/primitives/ledger/tree.ts'
import { judge, verdictOf } from './verify-entry.ts'

const id = '01920000-0000-7000-8000-000000000000'
const signers = checkpointSigners('haihe-test/ledger', newCheckpointSecret())
const log = { origin: 'haihe-test/ledger', verifierKeys: { ed25519: signers[0].verifierKey, sm2: signers[1].verifierKey } }
const entries = Array.from({ length: 21 }, (_, n) => Buffer.alloc(32, n + 1))
const base64 = (bytes: Buffer): string => bytes.toString('base64')
const noteOf = (root: Buffer, size: number, origin = log.origin): string => writeNote(writeCheckpoint({ origin, size, root }), signers)

/** What the server would answer for this entry of a tree of this size. */
const proofOf = (index: number, size: number) => {
  const leaves = entries.slice(0, size).map(leafHash)
  const path = inclusionRanges(index, size).map(range => base64(hashOf(range, nodesOver(leaves))))
  return { entryId: id, leafIndex: index, treeSize: size, entry: base64(entries[index]!), leafHash: base64(leaves[index]!), path, checkpoint: noteOf(rootOf(leaves), size) }
}
type Proof = ReturnType<typeof proofOf>
const verdict = async (change: (proof: Proof) => Partial<Proof>, index = 5, size = 13): Promise<string> => {
  const proof = proofOf(index, size)
  return verdictOf(await judge(id, { ...proof, ...change(proof) }, log))
}

test('a proof that was changed anywhere is refused', async () => {
  const other = base64(Buffer.alloc(32, 99))
  const changes: Record<string, (proof: Proof) => Partial<Proof>> = {
    'another entry': () => ({ entry: other }), 'another number': () => ({ entryId: id.replace('8000', '9000') }), 'another fingerprint': () => ({ leafHash: other }), 'another place': () => ({ leafIndex: 6 }),
    'a place outside': () => ({ leafIndex: 13 }), 'a place before all': () => ({ leafIndex: -1 }), 'another size': () => ({ treeSize: 14 }), 'a hash changed': ({ path }) => ({ path: [other, ...path.slice(1)] }),
    'a hash too many': ({ path }) => ({ path: [...path, other] }), 'a hash too few': ({ path }) => ({ path: path.slice(1) }), 'no hash': () => ({ path: ['', 'AA=='] }), 'no base64': () => ({ path: ['*'] }),
    'a tree of its own, signed by nobody': ({ checkpoint }) => ({ checkpoint: checkpoint.replace(/\n[\w+/]{43}=\n/, `\n${other}\n`) }), 'a signature taken away': ({ checkpoint }) => ({ checkpoint: checkpoint.split('\n').slice(0, -2).join('\n') + '\n' }),
    'another log': () => ({ checkpoint: noteOf(rootOf(entries.slice(0, 13).map(leafHash)), 13, 'haihe-other/ledger') }), 'no note': () => ({ checkpoint: 'haihe-test/ledger' }),
  }
  for (const [name, change] of Object.entries(changes)) expect([name, await verdict(change)]).toEqual([name, 'broken'])
})

test('a signature of another key is refused, though it bears the name of ours', async () => {
  const strangers = checkpointSigners(log.origin, newCheckpointSecret())
  const keys = { ed25519: strangers[0].verifierKey, sm2: strangers[1].verifierKey }
  expect((await judge(id, proofOf(5, 13), { ...log, verifierKeys: keys })).signed).toEqual({ ed25519: 'failed', sm2: 'failed' })
})

test('each entry of each tree up to 21 proves itself', async () => {
  for (let size = 1; size <= entries.length; size += 1)
    for (let index = 0; index < size; index += 1) expect([index, size, await verdict(() => ({}), index, size)]).toEqual([index, size, 'whole'])
})
