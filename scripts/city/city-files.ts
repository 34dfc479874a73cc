import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { LineCounter, parseDocument } from 'yaml'

/** One file of a city: what it holds, and at which line a thing in it stands. */
export type CityFile = { path: string; content: unknown; lineOf(path: readonly (string | number)[]): number; unreadable: string | null }
export type Row = Readonly<Record<string, string>>
/** A city's folder, read; a file laid over it (fixtures) wins. */
export type CityFolder = { name: string; files: ReadonlyMap<string, CityFile>; schemas: string }
export type Found = { path: string; line: number; says: string }

/** Reads every file of a city's folder, and of a folder laid over it. 城市数据 */
export function readCityFolder(folder: string, schemas: string, over?: string): CityFolder {
  const files = new Map<string, CityFile>()
  for (const root of over ? [folder, over] : [folder])
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const full = join(entry.parentPath, entry.name)
        const path = full.slice(root.length + 1)
        files.set(path, readOnce(full, path))
      }
  return { name: folder.split('/').at(-1)!, files, schemas }
}

export const citiesIn = (root: string): string[] => readdirSync(root).filter((name) => existsSync(join(root, name, 'city.yaml'))).sort()

/** A file that still says the same is not taken apart again: checks look, and change nothing. */
const known = new Map<string, { text: string; file: CityFile }>()
function readOnce(full: string, path: string): CityFile {
  const text = readFileSync(full, 'utf8')
  const before = known.get(full)
  if (before?.text === text) return before.file
  const file = readOne(path, text)
  known.set(full, { text, file })
  return file
}

function readOne(path: string, text: string): CityFile {
  try {
    if (path.endsWith('.csv')) return readCsv(path, text)
    if (path.endsWith('.yaml')) return readYaml(path, text)
    if (path.endsWith('.json') || path.endsWith('.geojson')) return { path, content: JSON.parse(text), lineOf: () => 1, unreadable: null }
    return { path, content: text, lineOf: () => 1, unreadable: null }
  } catch (error) {
    return { path, content: null, lineOf: () => 1, unreadable: (error as Error).message.split('\n')[0]! }
  }
}

function readCsv(path: string, text: string): CityFile {
  const rows = parseCsv(text, { columns: true, comment: '#', comment_no_infix: true, skip_empty_lines: true, bom: true, trim: true, info: true }) as unknown as { record: Row; info: { lines: number } }[]
  const lines = rows.map(({ info }) => info.lines)
  const head = text.split('\n').findIndex((line) => line !== '' && !line.startsWith('#')) + 1
  return { path, content: rows.map(({ record }) => record), lineOf: ([at]) => (typeof at === 'number' ? (lines[at] ?? head) : head), unreadable: null }
}

function readYaml(path: string, text: string): CityFile {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineOf = (at: readonly (string | number)[]): number => {
    for (let length = at.length; length > 0; length--) {
      const node = document.getIn(at.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (node?.range) return counter.linePos(node.range[0]).line
    }
    return 1
  }
  return { path, content: document.toJS(), lineOf, unreadable: document.errors[0]?.message.split('\n')[0] ?? null }
}

export const rowsOf = (city: CityFolder, path: string): Row[] => {
  const content = city.files.get(path)?.content
  return Array.isArray(content) ? (content as Row[]) : []
}
export const docOf = <T>(city: CityFolder, path: string): T => (city.files.get(path)?.content ?? {}) as T
export const filesUnder = (city: CityFolder, folder: string): CityFile[] => [...city.files.values()].filter(({ path }) => path.startsWith(`${folder}/`))

/** Says something about row `at` of a csv file. */
export const atRow = (city: CityFolder, path: string, at: number, says: string): Found => ({ path, line: city.files.get(path)!.lineOf([at]), says })
/** Says something about a place in a yaml file. */
export const atPlace = (city: CityFolder, path: string, place: readonly (string | number)[], says: string): Found => ({ path, line: city.files.get(path)!.lineOf(place), says })
/** Each value that occurs twice, with the row that repeats it. */
export const repeatedIn = <T>(list: readonly T[], key: (one: T) => string): [number, string][] => {
  const seen = new Set<string>()
  return list.flatMap((one, at): [number, string][] => {
    const value = key(one)
    if (value === '' || !seen.has(value)) return seen.add(value), []
    return [[at, value]]
  })
}
