import type { Deed } from '#base/deed'
import type { StoredCopy } from '#primitives/file'
import { confirmAtCounter } from '#systems/account'
import { beginAtCounter, letterAtCounter } from '#systems/application'
import { documentAtCounter } from '#systems/licence'
import type { BeganApplication } from '#contracts/application'
import type { ConfirmedAtCounter } from '#contracts/account'
import type { BeginHere, GivePhone } from '../contract.ts'
import { openIdentity, requireOpen } from './find-visit.ts'

/** The code from a phone, read aloud at the window: from then on the person logs in with it, and goes on with what was begun here. 登记手机号 */
export async function givePhone(deed: Deed, id: string, said: GivePhone): Promise<ConfirmedAtCounter> {
  const row = await requireOpen(deed, id)
  return confirmAtCounter(deed, { ...said, ...openIdentity(row), document: row.document })
}

/** Begins an application for the person at the window, under one number for counter and phone. 窗口受理 */
export async function beginHere(deed: Deed, id: string, wish: BeginHere): Promise<BeganApplication> {
  const row = await requireOpen(deed, id)
  return beginAtCounter(deed, wish, { personId: row.person_id, applicant: { ...openIdentity(row), phone: null }, atDoor: row.division_path !== null })
}

/** A letter or a licence of the person at the window, to be printed. 打印 */
export async function printHere(deed: Deed, id: string, { applicationId, paperId, licence }: { applicationId: string; paperId: string; licence: boolean }): Promise<{ copy: StoredCopy; number: string }> {
  const { person_id: personId } = await requireOpen(deed, id)
  return licence ? documentAtCounter(deed, paperId, personId) : letterAtCounter(deed, personId, applicationId, paperId)
}
