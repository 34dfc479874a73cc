// Plain JavaScript that Node 20 can run, with nothing installed: brings the packages and hands over to the Node that the lock file names.
// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')

/**
 * Installs what is missing, then runs a TypeScript file with Node 24 and ends as it ends.
 * @param {string} script below the root
 * @param {{ development: boolean }} options whether the development packages are needed too
 */
export function handOver(script, { development }) {
  const missing = whatIsMissing(development)
  if (missing) install(missing, development)
  const still = whatIsMissing(development)
  if (still) stop(`Some packages are still not there after npm ci: ${still}. Remove the folder node_modules and try again.`)

  const env = { NODE_COMPILE_CACHE: join(root, '.cache/compiled'), ...process.env } // what one process has read and compiled, the next begins with
  const child = spawn(findNode(), [join(root, script), ...process.argv.slice(2)], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  // A Ctrl-C reaches the child by itself; a signal to this process alone is passed on. If this process is killed, the closed channel tells the child.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => stop(`${script} did not start: ${error.message}`))
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/**
 * Compares package-lock.json with what npm noted in node_modules when it last finished there.
 * @param {boolean} development
 * @returns {string | null} the first difference in words
 */
function whatIsMissing(development) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const have = packagesOf(join(modules, '.package-lock.json'))
  if (!wanted) stop('package-lock.json is missing')
  if (!have) return 'nothing is installed yet'
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link || have[path]?.version === entry.version) continue
    if (have[path]) return `${path} is ${have[path].version}, not ${entry.version}`
    if (!entry.optional && !(entry.dev && !development)) return `${path} is not installed`
  }
  const extra = Object.keys(have).find((path) => path !== '' && !wanted[path])
  return extra ? `${extra} is no longer wanted` : null
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, dev?: boolean, link?: boolean }> | null}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/**
 * @param {string} why
 * @param {boolean} development
 */
function install(why, development) {
  const began = Date.now()
  process.stdout.write(`Installing packages (${why}); the first time takes about a minute …\n`)
  // npm must not run on the Node that it is about to replace
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules)).join(delimiter)
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(development ? ['--include=dev'] : []), '--include=optional'], {
    cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH: path },
  })
  if (done.status !== 0) stop(done.error ? `npm did not run: ${done.error.message}` : 'npm ci failed; its words stand above')
  process.stdout.write(`Packages installed in ${((Date.now() - began) / 1000).toFixed(0)} s\n`)
}

function findNode() {
  const ours = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(ours)) return ours
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(`Haihe needs Node 24 or newer; this is ${process.version}, and the npm registry has none for ${process.platform}-${process.arch}. Install Node 24 and try again.`)
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
