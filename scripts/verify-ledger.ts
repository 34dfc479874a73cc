/** npm run verify-ledger [-- --checkpoint FILE …] [--key VERIFIER-KEY …]: is the ledger whole? Ends with 0 when it is, 1 when it is not. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../server/base/clock.ts'
import { openDatabase } from '../server/base/database.ts'
import { jobRun } from '../server/base/jobs.ts'
import { useKeys } from '../server/base/keys.ts'
import { verifierOf, verifyLedger } from '#primitives/ledger'
import { reachDatabase } from './reach-database.ts'

const { values } = parseArgs({ options: { checkpoint: { type: 'string', multiple: true }, key: { type: 'string', multiple: true } } })
const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const data = resolve(process.env.HAIHE_DATA ?? './data')

if (!process.env.DATABASE_URL && !existsSync(join(data, 'database.json'))) {
  say(`There is no city in ${data}. Set HAIHE_DATA, or DATABASE_URL and HAIHE_KEYS.`)
  process.exit(2)
}
useKeys(resolve(process.env.HAIHE_KEYS ?? join(data, 'keys')))
const { url, stop } = await reachDatabase(data, say)
const database = openDatabase(url, { max: 2, name: 'haihe-verify-ledger' })
try {
  const report = await jobRun(database, 'ledger.verify', systemClock()).read((deed) => verifyLedger(deed, {
    keys: values.key?.map(verifierOf), earlier: values.checkpoint?.map((file) => readFileSync(file, 'utf8')),
  }))
  say(`leaves ${report.size}, waiting ${report.waiting}, root ${report.root}`)
  say(`contents checked ${report.payloads}, purged ${report.purged} (named by ${report.purgeLeaves} purge leaves)`)
  say(`signatures on the newest checkpoint ${report.signatures}, earlier checkpoints that agree ${report.earlier}`)
  for (const fault of report.faults) say(`FAULT ${fault}`)
  say(report.faults.length === 0 ? 'The ledger is whole.' : `The ledger is not whole: ${report.faults.length} faults.`)
  process.exitCode = report.faults.length === 0 ? 0 : 1
} finally {
  await database.close()
  await stop()
}
