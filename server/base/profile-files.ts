import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { stringify } from 'yaml'
import type { Deed } from './deed.ts'
import type { Home } from './home.ts'

export type WrittenFile = Readonly<{ path: string; content: unknown }>

/** Everything that homes can write back to the city's folder. 导出配置 */
export async function writtenFiles(deed: Deed, homes: readonly Home[]): Promise<WrittenFile[]> {
  const files: WrittenFile[] = []
  for (const home of homes) for (const seed of home.seeds ?? []) if (seed.write) files.push(...(await seed.write(deed)))
  return files
}

/** A file's text as the folder has it: the comment lines at the head of the file that it replaces are kept, since they name the source. */
export function cityFile(replaced: string, content: unknown): string {
  const head = existsSync(replaced) ? (/^(?:#[^\n]*\n)+/.exec(readFileSync(replaced, 'utf8'))?.[0] ?? '') : ''
  return head + (extname(replaced) === '.csv' ? csv(content as readonly Record<string, string>[]) : stringify(content, { lineWidth: 160, flowCollectionPadding: true }))
}

const cell = (text: string): string => (/[",\n\r]|^\s|\s$|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
function csv(rows: readonly Record<string, string>[]): string {
  const columns = Object.keys(rows[0] ?? {})
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => `${cells.map(cell).join(',')}\n`).join('')
}
