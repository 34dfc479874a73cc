import type { JobRun } from '#base/home'
import { firstUuidOf } from '#base/partitions'
import { cityOf } from '#primitives/place'
import { governance } from '../tables.ts'

const DAY = 86_400_000

/** What anonymous reporters left to be reached by is kept as long as the city says, and no longer. 联系方式到期清除 */
export async function eraseContacts(run: JobRun): Promise<void> {
  await run.perform(async (deed) => {
    const days = (await cityOf(deed)).retention?.anonymous_contact_days
    if (days === undefined) return
    await governance(deed.tx).updateTable('governance.statement').set({ contact: null })
      .where('contact', 'is not', null).where('report_id', '<', firstUuidOf(new Date(deed.now.getTime() - days * DAY))).execute()
  })
}
