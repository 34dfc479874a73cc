import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readlinkSync, readdirSync, realpathSync, rmSync, statSync, truncateSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { tuning } from './tuning.ts'

export type Postmaster = { port: number; pid: number; stop(): Promise<void> }

type Given = { cluster: Cluster; binaries: Binaries; durable: boolean; purpose: 'city' | 'test'; flags: readonly string[]; say: (line: string) => void }

/** Starts the server process on a free port of 127.0.0.1, the same port as last time when it is still free. */
export async function startPostmaster(given: Given): Promise<Postmaster> {
  await clearRemains(given.cluster.path, given.say)
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? given.cluster.port : null)
    try {
      const postmaster = await launch(given, port)
      given.cluster.rememberPort(port)
      return postmaster
    } catch (error) {
      if (attempt >= 5 || !/could not (bind|create any TCP)|shared memory block|Address already in use/i.test(String(error))) throw error
      await sleep(300)
    }
  }
}

async function launch({ cluster, binaries, durable, purpose, flags, say }: Given, port: number): Promise<Postmaster> {
  const log = join(cluster.folder, 'database.log')
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 16_000_000) truncateSync(log)
  const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  const out = openSync(log, 'a', 0o600)
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port), ...tuning(purpose, durable) }
  const child = spawn(join(binaries.folder, 'bin/postgres'), [
    '-D', cluster.path, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]), ...flags,
  ], { ...cluster.account, cwd: '/', detached: true, stdio: ['ignore', out, out], env: { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' } }) // detached: a Ctrl-C is ours to pass on
  closeSync(out)
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  if (child.pid) {
    const watcher = watch(child.pid, cluster.account)
    void gone.then(() => watcher.kill('SIGKILL')) // before another process can get the number it watches
  }
  const started = performance.now()
  let told = false
  while (!isReady(cluster.path, child.pid)) {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid) throw new Error(`PostgreSQL did not start; ${log} says:\n${tail(log, from)}`)
    if (!told && performance.now() - started > 1000) {
      told = true
      say('The database is recovering …')
    }
    await sleep(10)
  }
  return {
    port,
    pid: child.pid!,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT') // "fast": open transactions roll back, nothing committed is lost
      const impatient = setTimeout(() => child.kill('SIGQUIT'), 60_000)
      await gone
      clearTimeout(impatient)
    },
  }
}

/** A shell that waits for our end of a pipe to close, which the kernel does however we end, and then asks the database to stop. */
function watch(pid: number, account: Account): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', 'read -r nothing; kill -INT "$1" 2>/dev/null', 'haihe-database-watch', String(pid)], { ...account, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  shell.on('error', () => {})
  shell.unref()
  ;(shell.stdin as net.Socket).unref()
  return shell
}

/** Line 8 of postmaster.pid says `ready`; line 1 must be our child, or the file is a leftover. */
function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && (lines[7] ?? '').trim() === 'ready'
  } catch {
    return false
  }
}

/** Ends what a killed start left running here, and removes a lock file whose process number now belongs to somebody else. */
async function clearRemains(cluster: string, say: (line: string) => void): Promise<void> {
  const lock = join(cluster, 'postmaster.pid')
  const named = () => {
    try {
      return Number.parseInt(readFileSync(lock, 'utf8'), 10)
    } catch {
      return 0
    }
  }
  for (let waited = 0, left = processesIn(cluster); left.length > 0; waited += 100, left = processesIn(cluster)) {
    if (waited === 0) say('Ending the database that an earlier start left behind …')
    if (waited === 0 && left.includes(named())) process.kill(named(), 'SIGINT')
    if (waited === 10_000) for (const pid of left) process.kill(pid, 'SIGQUIT')
    if (waited > 30_000) throw new Error(`Processes ${left.join(', ')} still work in ${cluster} and do not end.`)
    await sleep(100)
  }
  if (named() > 0 && isAlive(named())) rmSync(lock)
}

/** Every PostgreSQL process stands in its cluster's folder, orphaned ones too. */
function processesIn(cluster: string): number[] {
  const here = realpathSync(cluster)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === here && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    } catch {
      return false
    }
  }).map(Number)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function freePort(wanted: number | null): Promise<number> {
  return new Promise((done, fail) => {
    const probe = net.createServer()
    probe.once('error', (error) => (wanted ? freePort(null).then(done, fail) : fail(error)))
    probe.listen(wanted ?? 0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => done(port))
    })
  })
}

const tail = (log: string, from: number) => readFileSync(log).subarray(from).toString('utf8').slice(-3000)
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))
