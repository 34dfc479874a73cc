import type { Deed } from '#base/deed'
import type { Language } from '#base/texts'
import { requireAccount } from '#primitives/access'
import { ownPerson } from '#primitives/party'
import type { ClosingBefore } from '../contract.ts'
import { dataSettings } from '../data-settings.ts'
import { heldKinds } from '../held/find-held.ts'
import { openClosingOf } from './ask-closing.ts'
import { openThings } from './closing-hinders.ts'

/** Before one closes: what goes, what must be kept and by which law, what hinders it, what goes on at the counter, and until when it can be taken back. 注销前告知 */
export async function showClosing(deed: Deed, language: Language): Promise<ClosingBefore> {
  const { partyId } = requireAccount(deed)
  const settings = await dataSettings(deed)
  const { closing } = settings
  const said = language === 'en' ? 'says_en' : 'says'
  return {
    open: await openClosingOf(deed, partyId), waitDays: closing.wait_days, source: closing.source, articles: closing.articles.map((one) => ({ article: one.article, says: one[said] })),
    kinds: await heldKinds(deed, settings, language), ...(await openThings(deed, settings)), phone: (await ownPerson(deed)).phone !== null,
  }
}
