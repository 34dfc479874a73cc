import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const note = join(root, '.cache/web.sha256')

/** Builds the web apps into web/dist when their sources changed since the last build; says whether it did. */
export async function buildWeb(say: (line: string) => void): Promise<boolean> {
  const sources = hashOfSources()
  if (existsSync(join(root, 'web/dist/index.html')) && existsSync(note) && readFileSync(note, 'utf8') === sources) return false
  const began = performance.now()
  say('Building the web apps …')
  const child = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(root, 'web/vite.config.ts'), '--logLevel', 'warn'], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' },
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { words += String(chunk) })
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail)
    child.once('close', done)
  })
  if (code !== 0) throw new Error(`The web apps did not build:\n${words}`)
  await compress(join(root, 'web/dist'))
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(note, sources)
  say(`Web apps built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return true
}

const PACKED = 1000
/** Lays a compressed copy beside each file that gains by it: the server hands out what the browser understands. */
async function compress(folder: string): Promise<void> {
  const files = globSync('**/*.{js,css,html,json,svg,webmanifest,wasm}', { cwd: folder }).map((file) => join(folder, file))
  await Promise.all(files.map(async (file) => {
    const bytes = await readFile(file)
    if (bytes.length < PACKED) return
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes))
  }))
}

/** Everything that goes into a build: the web sources, the texts of all homes, the shapes shared with the server, the packages, and how it is built. */
function hashOfSources(): string {
  const files = globSync(['scripts/build-web.ts', 'web/**/*', 'server/**/texts.*.yaml', 'server/**/contract.ts', 'server/primitives/*/verifier/*.ts', 'package-lock.json'], { cwd: root, withFileTypes: true, exclude: (entry) => entry.name === 'node_modules' || (entry.name === 'dist' && entry.parentPath === join(root, 'web')) })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

if (import.meta.main && !(await buildWeb((line) => process.stdout.write(`${line}\n`)))) process.stdout.write('The web apps are up to date\n')
