import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { type Account, accountFor, canReach } from './account.ts'
import type { Binaries } from './binaries.ts'

/** What database.json in the data folder remembers (mode 0600): where the cluster lies, its port, the generated passwords. */
type Remembered = { cluster: string; port: number | null; secrets: Record<'super' | 'owner' | 'app', string> }

export type Cluster = { folder: string; path: string; account: Account; secrets: Remembered['secrets']; port: number | null; rememberPort(port: number): void }

/** Opens the cluster of a data folder, making it when there is none. */
export async function openCluster(given: { folder: string; binaries: Binaries; durable: boolean; say: (line: string) => void }): Promise<Cluster> {
  const { folder, binaries, durable, say } = given
  const note = join(folder, 'database.json')
  const kept = existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as Remembered) : null
  const path = kept ? (isAbsolute(kept.cluster) ? kept.cluster : join(folder, kept.cluster)) : placeFor(folder)
  const remembered: Remembered = kept ?? { cluster: path.startsWith(folder) ? relative(folder, path) : path, port: null, secrets: { super: secret(), owner: secret(), app: secret() } }
  if (!kept && existsSync(join(path, 'PG_VERSION'))) {
    throw new Error(`${path} holds a database, but ${note} with its passwords is gone. Bring that file back from your backup, or move the database's folder away to begin anew.`)
  }
  writeNote(note, remembered)

  const made = statSync(join(path, 'PG_VERSION'), { throwIfNoEntry: false })
  if (made && process.getuid && process.getuid() !== 0 && made.uid !== process.getuid()) {
    throw new Error(`${path} belongs to user ${made.uid}, and this is user ${process.getuid()}. Start as that user (or as root), or set HAIHE_DATA to another folder.`)
  }
  const account = accountFor(path)
  if (!made) initialise(path, binaries, account, remembered.secrets.super, durable)
  if (!canReach(account, path)) throw new Error(`The database's account (user ${account.uid ?? process.getuid?.()}) cannot reach ${path}: a folder above it is closed to it.`)
  if (isAbsolute(remembered.cluster)) say(`The database lies in ${path}, because its account cannot reach ${folder}`)
  return {
    folder, path, account, secrets: remembered.secrets, port: remembered.port,
    rememberPort: (port) => {
      if (remembered.port !== port) writeNote(note, { ...remembered, port })
    },
  }
}

const secret = () => randomBytes(24).toString('base64url')

/** Below the data folder where the database's account can reach it, else in /var/lib/haihe. */
function placeFor(folder: string): string {
  const near = join(folder, 'postgres')
  if (canReach(accountFor(), folder)) return near
  const far = join('/var/lib/haihe', createHash('sha256').update(folder).digest('hex').slice(0, 16), 'postgres')
  mkdirSync(dirname(far), { recursive: true, mode: 0o755 })
  return far
}

/** initdb into a folder beside, moved into place when whole: a start that is cut short leaves nothing half-made. */
function initialise(path: string, binaries: Binaries, account: Account, password: string, durable: boolean): void {
  const half = `${path}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o700 })
  const hidden = mkdtempSync(join(dirname(path), '.initdb-'))
  const passwordFile = join(hidden, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const one of [half, hidden, passwordFile]) chownSync(one, account.uid, account.gid)
  }
  try {
    const done = spawnSync(join(binaries.folder, 'bin/initdb'), [
      '-D', half, '-U', 'postgres', '--pwfile', passwordFile, '--auth=scram-sha-256', '-E', 'UTF8',
      ...(Number.parseInt(binaries.version, 10) >= 17
        ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] // the same order on every machine, whatever its C library
        : ['--locale=C.UTF-8']),
      '--no-instructions', ...(durable ? [] : ['--no-sync']),
    ], { ...account, cwd: '/', encoding: 'utf8', env: { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' } })
    if (done.status !== 0) throw new Error(`initdb failed in ${half}: ${done.error?.message ?? done.stderr}`)
    rmSync(path, { recursive: true, force: true })
    renameSync(half, path)
  } finally {
    rmSync(hidden, { recursive: true, force: true })
  }
}

function writeNote(note: string, remembered: Remembered): void {
  const half = `${note}.new`
  writeFileSync(half, `${JSON.stringify(remembered, null, 2)}\n`, { mode: 0o600, flush: true })
  chmodSync(half, 0o600)
  renameSync(half, note)
}
