import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export type Tree = { [key: string]: string | Tree }
export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every source that an app may ever load, found by what imports what. */
export const sourcesOf = (root: string, app: string): Map<string, string> => {
  const seen = new Map<string, string>()
  const visit = (file: string): void => {
    if (seen.has(file) || !/\.(ts|vue)$/.test(file) || !existsSync(file)) return
    const source = readFileSync(file, 'utf8')
    seen.set(file, source)
    for (const [, path] of source.matchAll(/(?:from |import |import\()'(\.[^']+)'/g)) visit(resolve(dirname(file), path!))
    for (const [, pattern] of source.matchAll(/import\.meta\.glob(?:<.*>)?\('([^']+)'/g)) for (const path of globSync(pattern!, { cwd: dirname(file) })) visit(resolve(dirname(file), path))
  }
  visit(join(root, 'web', 'apps', app, 'main.ts'))
  return seen
}

/** What answers name and no source spells out: what is wrong with a field, and how a kind of leaf is called. */
const toldByServer = (path: string): boolean => /^base\.|^[a-z0-9_]+\.leaf\./.test(path)

/** The texts that an app's sources name, whole or by how a key begins: a resident carries no words of the desk (各端文案). */
export const textsOfApp = (root: string, app: string, all: Tree): Tree => {
  const named = [...sourcesOf(root, app).values()].flatMap(source => [...source.matchAll(/['"`]([a-z0-9_]+\.[\w.]*)/g)].map(([, key]) => key!))
  const [begins, exact] = [[...new Set(named)], new Set(named)]
  const keeps = (path: string): boolean => toldByServer(path) || exact.has(path) || begins.some(start => path.startsWith(start))
  const cut = (tree: Tree, above: string): Tree => Object.fromEntries(Object.entries(tree).flatMap(([key, value]): [string, string | Tree][] => {
    const path = above === '' ? key : `${above}.${key}`
    if (!isTree(value)) return keeps(path) ? [[key, value]] : []
    const kept = cut(value, path)
    return Object.keys(kept).length > 0 ? [[key, kept]] : []
  }))
  return cut(all, '')
}
