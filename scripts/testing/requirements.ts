import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { browserProgram } from './browser-program.ts'

/** What the tests need and npm cannot bring. */
type Requirement = { package: string; what: string; isThere: () => boolean }

const debian = /^VERSION_ID="?(\d+)/m.exec(/^ID="?debian/m.test(osRelease()) ? osRelease() : '')?.[1]
const postgres = `postgresql-${debian === undefined || Number(debian) <= 12 ? 15 : 17}`

const requirements: Requirement[] = [
  { package: 'chromium-headless-shell', what: 'a browser', isThere: () => browserProgram() !== undefined },
  { package: 'fonts-noto-cjk', what: 'a Chinese font', isThere: () => globSync('/usr/share/fonts/**/Noto*CJK*').length > 0 || run('fc-list', ':lang=zh') !== '' },
  { package: postgres, what: 'a PostgreSQL that is not the embedded one', isThere: () => globSync('/usr/lib/postgresql/*/bin/initdb').some((path) => Number(path.split('/')[4]) >= 15) },
  { package: 'mariadb-server', what: 'a MariaDB to take rows from and give rows to', isThere: () => existsSync('/usr/sbin/mariadbd') },
  { package: 'util-linux', what: 'setpriv', isThere: () => process.getuid?.() !== 0 || existsSync('/usr/bin/setpriv') },
]

/** Installs what is missing as root on Debian; otherwise fails at once and names it. Never makes or starts a database cluster of the system. */
function meetRequirements(say: (line: string) => void): void {
  const missing = requirements.filter((one) => !one.isThere())
  if (missing.length === 0) return
  const list = missing.map((one) => `${one.package} (${one.what})`).join(', ')
  const aptAsRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!aptAsRoot) throw new Error(`The tests need packages that are not installed: ${list}.\nOn Debian, as root: apt-get install ${missing.map((one) => one.package).join(' ')}`)

  say(`Installing ${list} …`)
  const began = performance.now()
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'Dpkg::Options::=--force-confold', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  apt('update')
  withoutServices(() => {
    // postgresql-common first: it brings the file that says whether postgresql-NN makes a cluster
    apt('install', '-y', '--no-install-recommends', ...missing.map((one) => (one.package === postgres ? 'postgresql-common' : one.package)))
    if (missing.some((one) => one.package === postgres)) withoutCluster(() => apt('install', '-y', '--no-install-recommends', postgres))
  })
  const still = requirements.filter((one) => !one.isThere())
  if (still.length > 0) throw new Error(`Still not there after apt-get install: ${still.map((one) => one.package).join(', ')}`)
  say(`Installed in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}

/** An installation may start nothing: the policy that Debian asks before it starts a service says no. */
function withoutServices(work: () => void): void {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return work()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return work()
  } finally {
    rmSync(policy)
  }
}

/** postgresql-NN makes a cluster `main` when it is installed, unless this file says no. */
function withoutCluster(work: () => void): void {
  const file = '/etc/postgresql-common/createcluster.conf'
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  writeFileSync(file, `${before}\ncreate_main_cluster = false\n`)
  try {
    work()
  } finally {
    writeFileSync(file, before)
  }
}

function osRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
}

function run(command: string, ...args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? ''
}

try {
  meetRequirements((line) => process.stdout.write(`${line}\n`))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
