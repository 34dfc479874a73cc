import type { Deed } from '#base/deed'
import type { Language } from '#base/texts'
import { appendLeaf } from '#primitives/ledger'
import { asPerson, maskName } from '#primitives/party'
import { seeAtCounter } from '#systems/account'
import { ownEntries } from '#systems/exchange'
import type { Closing, HeldAtCounter, SeenPerson } from '../contract.ts'
import { dataSettings } from '../data-settings.ts'
import { heldKinds } from '../held/find-held.ts'
import { openClosingOf, takeBackClosing } from './ask-closing.ts'
import { openThings } from './closing-hinders.ts'

/** The list of what is held of a person who stands there, to be printed for them: sorts and counts, no values; the clerk's looking is a leaf. 窗口打印清单 */
export async function listAtCounter(deed: Deed, seen: SeenPerson, language: Language): Promise<HeldAtCounter> {
  const person = await seeAtCounter(deed, { ...seen, read: false })
  await appendLeaf({ ...deed, purpose: 'identify_at_counter' }, { kind: 'my_data.listed', subjects: [person], payload: { post: deed.actor.postId } })
  const settings = await dataSettings(deed)
  const listed = await asPerson(deed, person, async (own) => ({ kinds: await heldKinds(own, settings, language), entries: await ownEntries(own), ...(await openThings(own, settings)) }))
  return { name: maskName(seen.name.trim()), at: deed.now.toISOString(), ...listed, open: await openClosingOf(deed, person), waitDays: settings.closing.wait_days }
}

/** Takes a closing back before a post. 窗口撤回注销 */
export async function takeBackAtCounter(deed: Deed, seen: SeenPerson): Promise<Closing> {
  const person = await seeAtCounter(deed, { ...seen, read: false })
  return asPerson(deed, person, (own) => takeBackClosing(own, person))
}
