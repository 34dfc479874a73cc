import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { tell } from '#primitives/notice'
import { drawnEntries, type DrawnEntry } from '#systems/exchange'
import type { ExistingExchange, ListedEntry } from './existing-exchange-port.ts'
import { judgeEntry } from './judge-entry.ts'
import { platformHere } from './platform-here.ts'
import { front } from './tables.ts'

/** What went wrong out there; everything else is a bug of ours. */
class Unreached extends Error {}
const keepable = ({ id }: ListedEntry): boolean => /^[^\p{Cc}]{1,100}$/u.test(id)

/** Reads the catalogue of the existing platform to its end, page by page; where it cannot be reached, that is kept and shown, and nothing that it did not say is changed. 既有目录采集 */
export async function harvest(run: JobRun): Promise<void> {
  const platform = platformHere()
  if (!platform) return
  await run.perform(async (deed) => { await front(deed.tx).insertInto('front.state').values({ one: true, harvested_at: null, failed_at: null, failure: null, unnamed: 0 }).onConflict((old) => old.doNothing()).execute() })
  try {
    let unnamed = 0
    const seen = new Set<string>()
    for (let after: string | null = null; !run.stopping.aborted;) {
      const { entries, next } = await page(platform, after)
      const named = entries.filter(keepable)
      unnamed += entries.length - named.length
      await run.perform((deed) => keep(deed, named))
      if (next === null) return await run.perform((deed) => note(deed, { harvested_at: deed.now, failed_at: null, failure: null, unnamed }))
      if (seen.has(next)) throw new Unreached('the cursor goes round')
      seen.add(next)
      after = next
    }
  } catch (error) {
    if (!(error instanceof Unreached)) throw error
    log.warn({ platform: platform.name, message: error.message }, 'the existing platform was not read to the end')
    await run.perform((deed) => note(deed, { failed_at: deed.now, failure: error.message.slice(0, 200) }))
  }
}

const page = (platform: ExistingExchange, after: string | null): ReturnType<ExistingExchange['catalogue']> =>
  platform.catalogue(after).catch((error: Error) => { throw new Unreached(error.message, { cause: error }) })

/** The state's row is the lock: two harvests write one after the other. Of an entry that was never known, that it is gone says nothing. */
async function keep(deed: Deed, entries: readonly ListedEntry[]): Promise<void> {
  const db = front(deed.tx)
  await db.selectFrom('front.state').select('one').forUpdate().execute()
  const drawn = await drawnEntries(deed, entries.map(({ id }) => id))
  for (const entry of new Map(entries.map((one) => [one.id, one])).values()) {
    const here = drawn.get(entry.id)
    if (entry.gone) {
      const { numUpdatedRows: went } = await db.updateTable('front.entry').set({ gone_at: deed.now }).where('id', '=', entry.id).where('gone_at', 'is', null).executeTakeFirstOrThrow()
      if (here && went > 0n) await tellUnit(deed, here, 'gone')
      continue
    }
    const { fields, faults, ...judged } = judgeEntry(entry)
    const row = { ...judged, fields: JSON.stringify(fields) as never, faults: JSON.stringify(faults) as never, changed_at: deed.now, gone_at: null }
    const { numInsertedOrUpdatedRows: changed } = await db.insertInto('front.entry').values({ id: entry.id, ...row })
      .onConflict((old) => old.column('id').doUpdateSet(row).where((is) => is.or([is('front.entry.hash', '!=', judged.hash), is('front.entry.gone_at', 'is not', null)]))).executeTakeFirstOrThrow()
    if (here && changed! > 0n) await tellUnit(deed, here, 'changed')
  }
}

/** What an entry here was drawn from is gone, or says something else: its unit looks at it, and nothing that is in force changes by itself. */
const tellUnit = (deed: Deed, { code, name, unitId, change }: DrawnEntry, how: 'gone' | 'changed'): Promise<void> =>
  tell(deed, { to: { unit: unitId }, template: `front.entry.${how}`, facts: { resource: name }, link: change === null ? `/desk/resources?code=${code}` : `/desk/catalogue-changes?id=${change}` })

const note = async (deed: Deed, state: { harvested_at?: Date; failed_at: Date | null; failure: string | null; unnamed?: number }): Promise<void> => {
  await front(deed.tx).updateTable('front.state').set(state).execute()
}
