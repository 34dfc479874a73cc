import { setTimeout as wait } from 'node:timers/promises'
import { jobRun } from '#base/jobs'
import { sequenceEntries } from '../../server/primitives/ledger/sequence-entries.ts'
import type { TestCity } from './city.ts'

/** The ledger places leaves while something waits for one, as it does each second where its job runs. */
export async function untilPlaced<T>(city: TestCity, waiting: Promise<T>): Promise<T> {
  let over = false
  const ended = waiting.finally(() => { over = true })
  ended.catch(() => {}) // told to whoever awaits it
  while (!over) {
    await sequenceEntries(jobRun(city.city.database, 'ledger.sequence', city.now()))
    await wait(50)
  }
  return ended
}
