import type { Deed } from '#base/deed'
import type { Language } from '#base/texts'
import { findLeavesAbout } from '#primitives/ledger'
import { wordsOf } from '#primitives/notice'
import { findUnit } from '#primitives/party'
import { contributedHoldings, type Holding } from '#primitives/registry'
import { assuranceOf } from '#systems/account'
import { ownEntries } from '#systems/exchange'
import type { Held, HeldKind } from '../contract.ts'
import { dataSettings, type DataSettings } from '../data-settings.ts'

const LOOKED_AT = 200
/** Leaves by which somebody other than oneself came to see one's data. */
const uses = new Set(['exchange.used', 'party.unmasked', 'party.looked_up'])

/** What the city holds on one, by part of the platform and by entry of the catalogue, and how much it was used of late. 城里存了我什么 */
export async function findHeld(deed: Deed, language: Language): Promise<Held> {
  const settings = await dataSettings(deed)
  const level = await assuranceOf(deed)
  return { level, leastLevel: settings.least_level, kinds: await heldKinds(deed, settings, language), entries: level >= settings.least_level ? await ownEntries(deed) : null, used: await usedOfLate(deed, settings) }
}

/** Of each sort how much and since when, on which law and for how long; sorts of which there is nothing are left out. 平台存的 */
export async function heldKinds(deed: Deed, { unit, holdings }: DataSettings, language: Language): Promise<HeldKind[]> {
  const by = (await findUnit(deed, unit))?.name ?? unit
  const counted = await Promise.all(contributedHoldings().map(async (holding) => ({ holding, ...(await holding.count(deed, deed.actor.id)) })))
  return counted.flatMap(({ holding, count, since }) => {
    const said = holdings.find((one) => one.holding === holding.id)
    if (count === 0 || !said) return []
    return [{ id: holding.id, title: titleOf(holding, language), count, since: since?.toISOString() ?? null, unit: by, basis: said.basis, kept: language === 'en' ? said.kept_en : said.kept, closing: said.closing, href: holding.href }]
  })
}

export const titleOf = ({ id }: Pick<Holding, 'id'>, language: Language): string => wordsOf(id.replace('.', '.holding.'), {}, language)

async function usedOfLate(deed: Deed, { look_back_days: days }: DataSettings): Promise<Held['used']> {
  const since = new Date(deed.now.getTime() - days * 86_400_000).toISOString()
  const { items, next } = await findLeavesAbout(deed, deed.actor.id, { limit: LOOKED_AT })
  const seen = items.filter(({ at, kind }) => at >= since && uses.has(kind))
  return { days, times: seen.length, units: new Set(seen.map(({ departmentId }) => departmentId)).size, more: next !== null && items.at(-1)!.at >= since }
}
