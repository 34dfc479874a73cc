import { basename } from 'node:path/posix'
import { type File, type Rule, type Tree, homeOf } from './tree.ts'

type Found = { path: string; says: string }[]
const each = (applies: (file: File) => boolean, judge: (file: File, tree: Tree) => string | undefined) => (tree: Tree): Found =>
  tree.files.filter((file) => applies(file)).flatMap((file) => {
    const says = judge(file, tree)
    return says ? [{ path: file.path, says }] : []
  })

const isCode = ({ path }: File) => /\.(ts|vue)$/.test(path)
const inHome = ({ path }: File) => /^server\/(primitives|systems)\/[^/]+\//.test(path)
const lines = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

/** Names that every home may use; any other file name occurs once in server/. */
const standard = /^(index|contract|routes|rules|tables|listeners|jobs|seeds|system|primitive|README|texts\.[\w-]+)(\.test)?\.(ts|md|yaml)$/

export const shapeRules: Rule[] = [
  {
    name: 'file-length',
    says: 'no file over 300 lines (tests 600, a README of a home 60, system.ts and primitive.ts 80)',
    find: each((file) => isCode(file) || /README\.md$/.test(file.path), (file) => {
      const name = basename(file.path)
      if (name === 'tables.ts') return undefined // generated
      const most = name === 'README.md' ? (inHome(file) ? 60 : Infinity) : /^(system|primitive)\.ts$/.test(name) && inHome(file) ? 80 : file.isTest ? 600 : 300
      return lines(file.text) > most ? `${lines(file.text)} lines, at most ${most}` : undefined
    }),
  },
  {
    name: 'unique-names',
    says: 'one name, one place: a file name occurs once in server/, the standard ones apart',
    find: (tree) => {
      const seen = new Map<string, string>()
      return tree.files.filter(({ path }) => /^server\/.*\.ts$/.test(path) && !standard.test(basename(path))).flatMap(({ path }) => {
        const name = basename(path)
        const first = seen.get(name)
        if (first) return [{ path, says: `${first} has this name already` }]
        seen.set(name, path)
        return []
      })
    },
  },
  {
    name: 'empty-words',
    says: 'no file is named manager, helper, utils, handler, common, impl or …-service: say what it does',
    find: each(isCode, ({ path }) => {
      const word = basename(path).match(/(?:^|-)(managers?|helpers?|utils?|handlers?|common|impl)(?=[-.])|(-service)\.(?:test\.)?ts$/)?.[0]
      return word ? `'${word}' says nothing` : undefined
    }),
  },
  {
    name: 'inner-door',
    says: 'only the top of a home has an index.ts: the door of a subfolder would be open to everybody',
    find: each(({ path }) => /^server\/(primitives|systems)\/[^/]+\/.+\/(index|contract)\.ts$/.test(path), () => 'a second door'),
  },
  {
    name: 'door-shape',
    says: 'the door re-exports functions, plain data and event names; never tables, queries or routes',
    find: each(({ path }) => /^server\/(primitives|systems)\/[^/]+\/index\.ts$/.test(path), ({ imports }) => {
      const open = imports.find(({ spec, typeOnly }) => /\/(tables|routes(-[\w-]+)?|listeners|system|primitive)\.ts$/.test(spec) && !typeOnly)
      return open ? `hands out ${open.spec}` : undefined
    }),
  },
  {
    name: 'home-shape',
    says: 'a home has a README.md and its declaration; routes come with a contract, migrations with tables.ts, texts in both languages',
    find: (tree) => {
      const paths = new Set(tree.files.map(({ path }) => path))
      const homes = [...tree.systems.map((name) => `server/systems/${name}`), ...new Set(tree.files.flatMap(({ path }) => path.match(/^server\/primitives\/[^/]+(?=\/)/)?.[0] ?? []))]
      return homes.flatMap((home): Found => {
        const has = (pattern: RegExp) => [...paths].some((path) => path.startsWith(`${home}/`) && pattern.test(path.slice(home.length + 1)))
        const declaration = home.includes('/systems/') ? 'system.ts' : 'primitive.ts'
        const missing: string[] = []
        if (!has(/^README\.md$/)) missing.push('README.md')
        if (!paths.has(`${home}/${declaration}`)) missing.push(declaration)
        if (has(/^routes.*\.ts$/) && !has(/^contract\.ts$/)) missing.push('contract.ts beside routes.ts')
        if (has(/^migrations\//) && !has(/tables\.ts$/)) missing.push('tables.ts beside migrations')
        if (has(/^texts\.zh-CN\.yaml$/) !== has(/^texts\.en\.yaml$/)) missing.push('texts in the other language')
        if (declaration === 'primitive.ts' && !tree.primitives.includes(basename(home))) missing.push(`'${basename(home)}' in primitives/order.ts`)
        return missing.map((what) => ({ path: home, says: `lacks ${what}` }))
      })
    },
  },
  {
    name: 'crowded-folder',
    says: 'more than 30 files in one folder of a home: a second noun is hiding',
    find: (tree) => {
      const count = new Map<string, number>()
      for (const file of tree.files) if (inHome(file) && /\.ts$/.test(file.path) && !file.isTest) count.set(dirnameOf(file.path), (count.get(dirnameOf(file.path)) ?? 0) + 1)
      return [...count].filter(([, n]) => n > 30).map(([path, n]) => ({ path, says: `${n} files` }))
    },
  },
  {
    name: 'web-names',
    says: 'a folder of web/systems bears the name of the system or primitive whose screens it holds',
    find: (tree) => [...new Set(tree.files.filter(({ path }) => homeOf(path).layer === 'web/systems').map(({ path }) => homeOf(path).name))]
      .filter((name) => !tree.systems.includes(name) && !tree.primitives.includes(name))
      .map((name) => ({ path: `web/systems/${name}`, says: `there is no server/systems/${name} nor server/primitives/${name}` })),
  },
]

const dirnameOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** Median, 90th percentile and longest of the code files, tests and generated row types aside. */
export function measure(tree: Tree): string {
  const sizes = tree.files.filter((file) => isCode(file) && !file.isTest && /^(server|web)\//.test(file.path) && !file.path.endsWith('/tables.ts')).map((file) => lines(file.text)).sort((a, b) => a - b)
  const at = (part: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * part))] ?? 0
  return `${sizes.length} files, ${sizes.reduce((sum, size) => sum + size, 0)} lines: median ${at(0.5)}, p90 ${at(0.9)}, longest ${at(1)}`
}
