import { hashOf } from './tree.ts'
import { edgeOf, nodesIn, perfectRoot, WIDTH, type TileKey } from './tile.ts'

export type Tile = TileKey & { readonly hashes: Buffer }

/** Adds leaf hashes to a tree of which only the edge (its partial tiles) is known. Answers every tile that is new or longer, the new edge among them, and the new root. */
export function growTree(size: number, edge: readonly Tile[], leaves: readonly Buffer[]): { size: number; root: Buffer; tiles: Tile[] } {
  const known = new Map(edge.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]))
  const grown: Tile[] = []
  let added = leaves
  for (let level = 0, count = size; added.length > 0; level++, count = Math.floor(count / WIDTH)) {
    const full: Tile[] = []
    for (let from = 0, index = Math.floor(count / WIDTH), held = count % WIDTH; from < added.length; index++, held = 0) {
      const before = held === 0 ? Buffer.alloc(0) : known.get(`${level}/${index}`)
      if (before?.length !== held * 32) throw new Error(`the edge of the tree is not its edge: tile ${level}/${index} should hold ${held} hashes`)
      const taken = added.slice(from, from + WIDTH - held)
      const tile = { level, index, hashes: Buffer.concat([before, ...taken]) }
      grown.push(tile)
      if (held + taken.length === WIDTH) full.push(tile)
      from += taken.length
    }
    added = full.map((tile) => perfectRoot(tile.hashes))
  }
  const total = size + leaves.length
  const newest = new Map([...edge, ...grown].map((tile) => [`${tile.level}/${tile.index}`, tile]))
  const newEdge = edgeOf(total).map(({ level, index }) => newest.get(`${level}/${index}`)!)
  return { size: total, root: hashOf({ from: 0, to: total }, nodesIn(newEdge)), tiles: grown }
}
