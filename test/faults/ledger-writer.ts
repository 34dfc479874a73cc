/** A process that appends and places leaves until it is killed; prints the id of every leaf that was acknowledged. */
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { appendLeaves } from '#primitives/ledger'
import { sequenceBatch } from '../../server/primitives/ledger/sequence-entries.ts'

const database = openDatabase(process.env.DATABASE_URL!)
useKeys(process.env.HAIHE_KEYS!)
const run = jobRun(database, 'ledger.sequence', new Date())
const append = async (): Promise<never> => {
  for (;;) {
    const ids = await run.perform((deed) => appendLeaves(deed, [1, 2, 3].map((n) => ({ kind: 'test.done', payload: { n } }))))
    process.stdout.write(`${ids.join('\n')}\n`)
  }
}
const place = async (): Promise<never> => { for (;;) await run.perform((deed) => sequenceBatch(deed, 40)) }
await Promise.all([append(), append(), append(), place(), place()])
