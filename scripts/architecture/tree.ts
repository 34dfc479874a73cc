import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Import = { spec: string; typeOnly: boolean }
export type File = { path: string; text: string; imports: Import[]; isTest: boolean }

/** The sources as the rules see them, and what the city folders and declarations say. */
export type Tree = {
  files: File[]
  /** Names of the primitives, lowest first, as order.ts lists them. */
  primitives: string[]
  systems: string[]
  /** What each system.ts declares that it needs. */
  needs: Map<string, string[]>
  cityNames: string[]
  divisionCodes: Set<string>
}

export type Fault = { rule: string; path: string; says: string }
export type Rule = { name: string; says: string; find: (tree: Tree) => { path: string; says: string }[] }

const kinds = ['ts', 'vue', 'sql', 'yaml', 'css', 'html', 'js', 'mjs', 'svg', 'md', 'json', 'webmanifest'].join(',')

/** Reads the source tree below the given folders; a later folder's file replaces an earlier one's of the same path. */
export function readTree(...roots: string[]): Tree {
  const texts = new Map<string, string>()
  for (const root of roots) {
    for (const path of globSync([`{server,web,connectors,test,bench,scripts}/**/*.{${kinds}}`, 'cities/*/{city.yaml,divisions.csv}'], { cwd: root, exclude: isForeign })) {
      texts.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  const files = [...texts].filter(([path]) => !path.startsWith('cities/')).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]): File => ({ path, text, imports: /\.(ts|vue|mjs|js)$/.test(path) ? importsOf(text) : [], isTest: isTest(path) }))
  const folders = (layer: string) => [...new Set(files.flatMap(({ path }) => path.match(new RegExp(`^server/${layer}/([^/]+)/`))?.[1] ?? []))]
  const systems = folders('systems')
  return {
    files, systems, primitives: orderOf(texts.get('server/primitives/order.ts') ?? ''),
    needs: new Map(systems.map((name) => [name, listIn(texts.get(`server/systems/${name}/system.ts`) ?? '', 'needs')])),
    ...citiesOf(texts),
  }
}

const isForeign = (path: string) => /(^|\/)(node_modules|dist|fixtures|generated|\.cache|test-results)(\/|$)/.test(path)
const isTest = (path: string) => /\.test\.ts$/.test(path) || /^(test|bench|scripts)\//.test(path)

/** The home of a path: 'server/systems/hotline/x.ts' → { layer: 'systems', name: 'hotline' }. */
export function homeOf(path: string): { layer: string; name: string } {
  const [top, layer = '', name = ''] = path.split('/')
  if (top === 'server' && ['primitives', 'systems', 'connectors'].includes(layer) && name.includes('.') === false) return { layer, name }
  if (top === 'server' && layer === 'base') return { layer: 'base', name: 'base' }
  if (top === 'web' && layer === 'base') return { layer: 'web/base', name: 'base' }
  if (top === 'web' && (layer === 'systems' || layer === 'apps')) return { layer: `web/${layer}`, name }
  return { layer: top ?? '', name: '' }
}

/** Every import and re-export, dynamic ones too. */
function importsOf(text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const found: Import[] = []
  for (const [, keyword, type, names, spec] of code.matchAll(/(?:^|[;\s])(import|export)\s+(type\s+)?([^'"`;()]*?)\s*from\s*['"]([^'"]+)['"]/g)) {
    const allTypes = names!.trim().startsWith('{') && names!.replaceAll(/[{}]/g, '').split(',').filter((name) => name.trim() !== '').every((name) => /^\s*type\s/.test(name))
    found.push({ spec: spec!, typeOnly: Boolean(type) || (keyword === 'import' && allTypes) })
  }
  for (const [, spec] of code.matchAll(/(?:^|[^\w.])import\s*(?:\(\s*)?['"]([^'"]+)['"]/g)) found.push({ spec: spec!, typeOnly: false })
  for (const [, spec] of code.matchAll(/import\.meta\.glob[^(]*\(\s*\[?\s*['"]([^'"]+)['"]/g)) found.push({ spec: spec!, typeOnly: false })
  return found
}

/** `export const primitives = [registry, ledger, …]` with `import { primitive as ledger } from './ledger/primitive.ts'`. */
function orderOf(text: string): string[] {
  const folderOf = new Map<string, string>()
  for (const [, names, folder] of text.matchAll(/import\s+\{([^}]*)\}\s+from\s+'\.\/([^/']+)\//g)) {
    for (const name of names!.split(',')) folderOf.set(name.trim().split(/\s+as\s+/).at(-1)!, folder!)
  }
  const list = text.match(/=\s*\[([^\]]*)\]/)?.[1] ?? ''
  return list.split(',').map((name) => name.trim().replaceAll(/['"]/g, '')).filter((name) => name !== '').map((name) => folderOf.get(name) ?? name)
}

const listIn = (text: string, key: string): string[] => [...(text.match(new RegExp(`\\b${key}\\s*:\\s*\\[([^\\]]*)\\]`))?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name!)

/** Names and codes that only a city folder may hold. Short names are also ordinary words, so only those of four signs or more count. */
function citiesOf(texts: Map<string, string>): { cityNames: string[]; divisionCodes: Set<string> } {
  const cityNames = new Set<string>()
  const divisionCodes = new Set<string>()
  for (const [path, text] of texts) {
    const folder = path.match(/^cities\/([^/]+)\//)?.[1]
    if (!folder || folder === 'schema') continue
    if (path.endsWith('city.yaml')) {
      cityNames.add(folder)
      for (const [, name] of text.matchAll(/^(?:name|name_en)\s*:\s*['"]?([^'"#\n]+)/gm)) cityNames.add(name!.trim())
      const short = /^short_name\s*:\s*(\S)/m.exec(text)?.[1] // the brands that begin with the city's one-sign name
      for (const [, brand] of text.matchAll(/[:,]\s*([\u4e00-\u9fff]{3,})(?=[,\s}])/g)) if (short && brand!.startsWith(short)) cityNames.add(brand!)
    } else {
      const [head = '', ...rows] = text.split(/\r?\n/).filter((line) => !line.startsWith('#'))
      const columns = head.split(',').map((name) => name.trim())
      for (const row of rows) {
        const cells = row.split(',')
        const code = cells[columns.indexOf('code')]?.trim() ?? ''
        const name = cells[columns.indexOf('name')]?.trim() ?? ''
        if (/^\d{6,}$/.test(code)) divisionCodes.add(code)
        if (name.length >= 4) cityNames.add(name)
      }
    }
  }
  for (const name of [...cityNames]) if (/^[\u4e00-\u9fff]{2,}市$/.test(name)) cityNames.add(name.slice(0, -1))
  cityNames.delete('')
  return { cityNames: [...cityNames], divisionCodes }
}
