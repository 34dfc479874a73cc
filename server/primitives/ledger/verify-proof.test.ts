import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { consistencyRanges, hashOf, inclusionRanges, leafHash, nodesOver, rootOf } from './tree.ts'
import { consistent, consistentSubtree, includes, includesInSubtree } from './verify-proof.ts'

const leaves = Array.from({ length: 70 }, (_, n) => leafHash(Buffer.from(`leaf ${n}`)))
const rootAt = (size: number): Buffer => rootOf(leaves.slice(0, size))
const inclusion = (index: number, size: number) => inclusionRanges(index, size).map((range) => hashOf(range, nodesOver(leaves)))
const consistency = (older: number, newer: number) => consistencyRanges(older, newer).map((range) => hashOf(range, nodesOver(leaves)))

test('a leaf that is not in the tree has no proof', () => {
  expect(includes(inclusion(3, 10), leafHash(Buffer.from('another')), 3, 10, rootAt(10))).toBe(false)
  expect(includes(inclusion(3, 10), leaves[3]!, 4, 10, rootAt(10))).toBe(false)
  expect(includes([...inclusion(3, 10), leaves[0]!], leaves[3]!, 3, 10, rootAt(10))).toBe(false)
})

test('an index or a size that is no whole number refuses', () => {
  for (const odd of [-1, 0.5, Number.NaN, Infinity, 2 ** 60]) expect(includes([], leaves[0]!, odd, odd, leaves[0]!)).toBe(false)
})

test('a tree whose past was changed is not consistent', () => {
  const changed = [leafHash(Buffer.from('changed')), ...leaves.slice(1, 7)]
  expect(consistent(consistency(7, 20), 7, 20, rootOf(changed), rootAt(20))).toBe(false)
})

test('every leaf of every tree up to 70 leaves proves itself, and every tree its past', () => {
  for (let size = 1; size <= 70; size++) {
    const root = rootAt(size)
    for (let index = 0; index < size; index++) expect(includes(inclusion(index, size), leaves[index]!, index, size, root)).toBe(true)
    for (let older = 1; older <= size; older++) expect(consistent(consistency(older, size), older, size, rootAt(older), root)).toBe(true)
  }
})

type Case = { leafIdx: number; treeSize: number; size1: number; size2: number; size: number; start: number; end: number; wantErr: boolean }
  & Record<'root' | 'root1' | 'root2' | 'leafHash', string | null> & { proof: string[] | null }
const bytes = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64')
const judges: Record<string, (it: Case, proof: Buffer[]) => boolean> = {
  inclusion: (it, proof) => includes(proof, bytes(it.leafHash), it.leafIdx, it.treeSize, bytes(it.root)),
  consistency: (it, proof) => consistent(proof, it.size1, it.size2, bytes(it.root1), bytes(it.root2)),
  subtreeinclusion: (it, proof) => includesInSubtree(proof, bytes(it.leafHash), it.leafIdx, it.start, it.end, bytes(it.root)),
  subtreeconsistency: (it, proof) => consistentSubtree(proof, it.start, it.end, it.size, bytes(it.root1), bytes(it.root2)),
}
const folder = resolve(process.env.HAIHE_REFERENCE ?? '../shared/reference', 'merkle')
const there = existsSync(folder)
if (!there) console.log(`skipped: the proofs of ${folder} are not on this machine`)

describe.skipIf(!there)('the published proofs are accepted and refused as they state', () => {
  for (const [kind, judge] of Object.entries(judges)) {
    test(kind, () => {
      const files = readdirSync(`${folder}/${kind}`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
      expect(files.length).toBeGreaterThan(80)
      const wrong = files.filter((name) => {
        const it = JSON.parse(readFileSync(`${folder}/${kind}/${name}`, 'utf8')) as Case
        return judge(it, (it.proof ?? []).map(bytes)) === it.wantErr
      })
      expect(wrong).toEqual([])
    })
  }
})
