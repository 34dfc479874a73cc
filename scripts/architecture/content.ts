import { type File, type Rule, type Tree, homeOf } from './tree.ts'

const inHome = (file: File) => /^server\/(primitives|systems)\//.test(file.path) && !file.isTest
const lineOf = (text: string, index: number) => text.slice(0, index).split('\n').length

/** Every match of a pattern, as faults with line numbers. */
function matches(file: File, code: string, pattern: RegExp, says: (match: RegExpMatchArray) => string | undefined) {
  return [...code.matchAll(pattern)].flatMap((match) => {
    const words = says(match)
    return words ? [{ path: `${file.path}:${lineOf(code, match.index)}`, says: words }] : []
  })
}

/** Same length, comments blanked, so that line numbers stay right. */
const blanked = (file: File) => {
  const keep = (match: string) => match.replaceAll(/[^\n]/g, ' ')
  return file.path.endsWith('.sql') ? file.text.replaceAll(/--.*$/gm, keep).replaceAll(/\/\*[\s\S]*?\*\//g, keep) : file.text.replaceAll(/\/\*[\s\S]*?\*\//g, keep).replaceAll(/(?<=^|\s)\/\/.*$/gm, keep)
}

/** Which homes' tables a file may name in SQL: its own; migrations also base and whatever lies below. */
function mayName(file: File, tree: Tree, schema: string): boolean {
  const { layer, name } = homeOf(file.path)
  if (schema === name) return true
  if (!file.path.endsWith('.sql')) return false
  if (schema === 'base') return true
  const place = tree.primitives.indexOf(schema)
  if (place === -1) return false
  return layer === 'systems' || place < tree.primitives.indexOf(name)
}

export const contentRules: Rule[] = [
  {
    name: 'tables-elsewhere',
    says: 'tables() is called in tables.ts only',
    find: (tree) => tree.files.filter((file) => /^server\/.*\.ts$/.test(file.path) && !file.isTest && !/\/tables\.ts$/.test(file.path) && homeOf(file.path).layer !== 'base')
      .flatMap((file) => matches(file, blanked(file), /(?<![\w.])tables\s*(?:<[^()]*>)?\s*\(/g, () => 'tables() outside tables.ts')),
  },
  {
    name: 'foreign-table',
    says: "no home names another home's tables in SQL; a migration may refer to tables of primitives below it",
    find: (tree) => {
      const schemas = new Set([...tree.primitives, ...tree.systems, 'base'])
      const sql = /\b(?:from|join|into|update|table|references|truncate|copy|view|only|using)\s+(?:only\s+|if\s+(?:not\s+)?exists\s+)?"?([a-z][a-z0-9_-]*)"?\."?[a-z_]+/gi
      const onTable = /\bon\s+(?:only\s+)?"?([a-z][a-z0-9_-]*)"?\."?[a-z_]+"?\s*(?=\(|using\b|for\b|to\b|as\b|;|$)/gim // indexes, policies, triggers; not a join's condition
      const kysely = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|using|from|(?:inner|left|right|full|cross)(?:Lateral)?Join|table|ref|id)\(\s*\[?\s*['"]([a-z][a-z0-9_-]*)(?:\.|['"]\s*,)/g
      return tree.files.filter((file) => inHome(file) && /\.(ts|sql)$/.test(file.path)).flatMap((file) => {
        const code = file.path.endsWith('.sql') ? blanked(file).replaceAll(/'(?:[^']|'')*'/g, (match) => match.replaceAll(/[^\n]/g, ' ')) : blanked(file)
        const judge = ([, schema]: RegExpMatchArray) => {
          const name = schema!.replaceAll('_', '-')
          const home = schemas.has(schema!) ? schema! : schemas.has(name) ? name : undefined
          return home && !mayName(file, tree, home) ? `names a table of '${home}'` : undefined
        }
        return [...matches(file, code, sql, judge), ...(file.path.endsWith('.sql') ? matches(file, code, onTable, judge) : []), ...matches(file, code, kysely, judge)]
      })
    },
  },
  {
    name: 'city-in-code',
    says: "no file in server/ or web/ contains a city's name or a division code (tests and READMEs apart)",
    find: (tree) => {
      const names = tree.cityNames.length === 0 ? null : new RegExp(tree.cityNames.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).sort((a, b) => b.length - a.length).join('|'), 'gi')
      return tree.files.filter((file) => /^(server|web)\//.test(file.path) && !file.isTest && !file.path.endsWith('.md')).flatMap((file) => {
        const allowed = (line: number) => file.path === 'server/base/config.ts' && /city-name:/.test(file.text.split('\n')[line - 1] ?? '')
        const found = [
          ...(names ? matches(file, file.text, names, ([name]) => `names ${name}`) : []),
          ...matches(file, file.text, /(?<![\w.#-])\d{6,15}(?![\w.-])/g, ([code]) => (tree.divisionCodes.has(code!) ? `contains the division code ${code}` : undefined)),
        ]
        return found.filter(({ path }) => !allowed(Number(path.split(':').at(-1))))
      })
    },
  },
  {
    name: 'ambient-clock',
    says: 'primitives and systems take the time from deed.now: no now(), current_date, Date.now() or new Date()',
    find: (tree) => tree.files.filter((file) => inHome(file) && /\.(ts|sql)$/.test(file.path)).flatMap((file) =>
      matches(file, blanked(file), /(?<![\w.])now\s*\(\s*\)|\b(?:current_date|current_timestamp|current_time|localtimestamp|localtime|clock_timestamp|statement_timestamp|transaction_timestamp)\b|\bDate\.now\s*\(|\bnew Date\s*\(\s*\)|\bnew Date\b(?!\s*\()/g, ([what]) => `${what} is not deed.now`)),
  },
  {
    name: 'computed-import',
    says: 'an import says its file in plain letters, or nobody can check it',
    find: (tree) => tree.files.filter((file) => /^(server|web)\/.*\.(ts|vue)$/.test(file.path) && !file.isTest)
      .flatMap((file) => matches(file, blanked(file), /(?<![\w.])import\s*\(\s*(?!['"])[^)]/g, () => 'a computed import')),
  },
]
