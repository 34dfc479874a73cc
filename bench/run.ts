/** npm run bench -- NAME: measures a part beside the raw engine in the same run, because machines differ. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const name = process.argv[2] ?? ''
const file = join(import.meta.dirname, `${name}.ts`)
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  process.stderr.write(`npm run bench -- NAME; there is no bench '${name}'\n`)
  process.exit(2)
}
const { bench } = (await import(file)) as { bench(): Promise<void> }
await bench()
