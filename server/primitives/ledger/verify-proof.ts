import { emptyRoot, nodeHash } from './tree.ts'

/** Proofs are judged as RFC 9162, sections 2.1.3.2 and 2.1.4.2, judges them; a hash that is not 32 bytes long, an empty tree or one hash too many refuses. */
export type Proof = readonly Buffer[]

const wellFormed = (hashes: Proof): boolean => hashes.every((hash) => hash.length === 32)
const size = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const half = (n: number): number => Math.floor(n / 2)

/** Whether the leaf stands at this index of the tree with this root. */
export function includes(proof: Proof, leaf: Buffer, index: number, treeSize: number, root: Buffer): boolean {
  return size(index) && size(treeSize) && index < treeSize && wellFormed([...proof, leaf, root]) && climb(proof, leaf, index, treeSize)?.equals(root) === true
}

function climb(proof: Proof, leaf: Buffer, index: number, treeSize: number): Buffer | null {
  let at = index
  let last = treeSize - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) { at = half(at); last = half(last) }
    } else hash = nodeHash(hash, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 ? hash : null
}

/** Whether the newer tree only added to the older one; an empty older tree proves nothing and refuses. */
export function consistent(proof: Proof, older: number, newer: number, olderRoot: Buffer, newerRoot: Buffer): boolean {
  if (older === 0) return false
  return consistentSubtree(proof, 0, older, newer, olderRoot, newerRoot)
}

/** A subtree [start, end) that could stand in some tree: 0 <= start < end, and start a multiple of the power of two that holds end - start. */
export const isSubtree = (start: number, end: number): boolean =>
  size(start) && size(end) && start < end && start % 2 ** Math.ceil(Math.log2(end - start)) === 0

/** Whether the leaf stands in the subtree [start, end) with this root. */
export const includesInSubtree = (proof: Proof, leaf: Buffer, index: number, start: number, end: number, root: Buffer): boolean =>
  isSubtree(start, end) && index >= start && index < end && includes(proof, leaf, index - start, end - start, root)

/** Whether the subtree [start, end) with its root is a part of the tree of this size; the empty one is a part of every tree. */
export function consistentSubtree(proof: Proof, start: number, end: number, treeSize: number, subtreeRoot: Buffer, treeRoot: Buffer): boolean {
  if (!size(start) || !size(end) || !size(treeSize) || start > end || end > treeSize) return false
  if (start === end) return proof.length === 0 && subtreeRoot.equals(emptyRoot)
  if (start === 0 && end === treeSize) return proof.length === 0 && subtreeRoot.equals(treeRoot)
  if (!isSubtree(start, end) || !wellFormed([...proof, subtreeRoot, treeRoot])) return false
  let first = start
  let second = end - 1
  let last = treeSize - 1
  const shift = (): void => { first = half(first); second = half(second); last = half(last) }
  if (second === last) while (first !== second) shift()
  else while (first !== second && second % 2 === 1) shift()
  const [head, ...rest] = first === second ? [subtreeRoot, ...proof] : proof
  if (!head) return false
  let sub = head
  let tree = head
  for (const sibling of rest) {
    if (last === 0) return false
    if (second % 2 === 1 || second === last) {
      if (first < second) sub = nodeHash(sibling, sub)
      tree = nodeHash(sibling, tree)
      while (second % 2 === 0 && second !== 0) shift()
    } else tree = nodeHash(tree, sibling)
    shift()
  }
  return last === 0 && sub.equals(subtreeRoot) && tree.equals(treeRoot)
}
