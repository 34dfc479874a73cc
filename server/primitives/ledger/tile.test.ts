import { expect, test } from 'vitest'
import { growTree, type Tile } from './grow-tree.ts'
import { decodeBundle, edgeOf, encodeBundle, nodesIn, parseTilePath, tilePath, tilesOf } from './tile.ts'
import { hashOf, inclusionRanges, leafHash, nodesOver, rootOf } from './tree.ts'

test('a path that the specification does not allow is no tile', () => {
  for (const path of ['00/000', '64/000', '0/1', '0/0000', '0/x1/000', '0/x000/001', '0/000.p/0', '0/000.p/256', '0/000.p/01', '0/000.p/300', 'entries/../000', '-1/000', '0/x001/x234/067/', '../../etc/passwd', '0/x999/x999/x999/x999/x999/999'])
    expect([path, parseTilePath(path)]).toEqual([path, null])
})

test('a path says which tile it is and back', () => {
  expect(parseTilePath('0/x001/x234/067')).toEqual({ level: 0, index: 1234067, width: 256 })
  expect(parseTilePath('entries/000.p/7')).toEqual({ level: 'entries', index: 0, width: 7 })
  for (const path of ['0/000', '63/999', '1/x001/000.p/255', 'entries/x001/x234/067']) expect(tilePath(parseTilePath(path)!)).toBe(path)
})

test('a bundle that ends in the middle of an entry is refused', () => {
  const bundle = encodeBundle([Buffer.from('one'), Buffer.from('')])
  expect(decodeBundle(bundle).map(String)).toEqual(['one', ''])
  expect(() => decodeBundle(bundle.subarray(0, 4))).toThrow()
  expect(() => decodeBundle(Buffer.concat([bundle, Buffer.of(0)]))).toThrow()
})

test('a tree of 70,000 has the partial tiles that the specification counts', () => {
  expect(edgeOf(70_000)).toEqual([{ level: 0, index: 273 }, { level: 1, index: 1 }, { level: 2, index: 0 }])
  expect(edgeOf(256)).toEqual([{ level: 1, index: 0 }])
  expect(edgeOf(0)).toEqual([])
})

test('an edge that is not the edge of the tree stops its growth', () => {
  const leaf = leafHash(Buffer.from('a'))
  expect(() => growTree(3, [], [leaf])).toThrow(/edge/)
  expect(() => growTree(3, [{ level: 0, index: 0, hashes: leaf }], [leaf])).toThrow(/edge/)
})

test('a tree grown in steps of any length has the tiles and the root of one built at once', () => {
  const leaves = Array.from({ length: 66_000 }, (_, n) => leafHash(Buffer.from(String(n))))
  const tiles = new Map<string, Tile>()
  let size = 0
  for (const step of [1, 254, 1, 1, 255, 256, 1000, 3, 4096, 60_000, 133]) {
    const edge = edgeOf(size).map((key) => tiles.get(`${key.level}/${key.index}`)!)
    const grown = growTree(size, edge, leaves.slice(size, size + step))
    for (const tile of grown.tiles) tiles.set(`${tile.level}/${tile.index}`, tile)
    size = grown.size
    expect(grown.root.equals(rootOf(leaves.slice(0, size)))).toBe(true)
  }
  expect(size).toBe(66_000)
  const ranges = inclusionRanges(40_000, size)
  const read = nodesIn(tilesOf(ranges).map((key) => tiles.get(`${key.level}/${key.index}`)!))
  expect(ranges.map((range) => hashOf(range, read))).toEqual(ranges.map((range) => hashOf(range, nodesOver(leaves))))
})
