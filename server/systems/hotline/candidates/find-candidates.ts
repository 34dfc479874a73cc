import type { Deed } from '#base/deed'
import { findDivision } from '#primitives/place'
import { catalogue, suggestFor } from '#systems/governance'
import type { AskCandidates, Candidates } from '../contract.ts'
import { searchArticles } from '../knowledge/search-articles.ts'
import { inTurn } from '../in-turn.ts'
import { adviseOrder, orderAdvice } from '../order/advise-order.ts'
import { pressOf, receiveLimit } from '../order/limits-of-order.ts'
import { findPlaces, parentsOf } from './find-places.ts'
import { findSame } from './find-same.ts'
import { matchNotTaken } from './not-taken.ts'

/** Everything that helps while the caller speaks: what, where, the same before, what to say, who would have it. Guesses, each with its share; nothing is picked. 边听边记 */
export async function findCandidates(deed: Deed, ask: AskCandidates): Promise<Candidates> {
  const began = performance.now()
  const limit = ask.limit ?? 3
  const { byCode } = await catalogue(deed)
  const guessed = (await suggestFor(deed, ask.words)).items.slice(0, limit)
  const items = await inTurn(guessed, async ({ code, name, kind, confidence, because, call }) => ({ code, name, kind, share: Math.min(1, Math.max(0, confidence)), because: because.slice(0, 10), call, ...(await pressOf(deed, byCode.get(code)!)) }))
  const { places, address } = await findPlaces(deed, ask.words, limit)
  const item = byCode.get(ask.itemCode ?? items[0]?.code ?? '') ?? null
  const named = places[0]?.sameName ? null : (places[0]?.division ?? null) // of several with one name none is taken
  const place = ask.divisionCode ? await findDivision(deed, ask.divisionCode) : named
  const { same, today } = ask.kind === 'accusation' ? { same: [], today: 0 } : await findSame(deed, item, place)
  const { receive, sentence } = await receiveLimit(deed, await pressOf(deed, item))
  return {
    items, address, same, sameToday: today,
    places: await inTurn(places, async ({ division, share, said, sameName }) => ({ code: division.code, name: division.name, parents: await parentsOf(deed, division), level: division.level, share, said, sameName })),
    articles: await searchArticles(deed, ask.words, limit, item?.code ?? null),
    notTaken: (await matchNotTaken(deed, ask.words)).map((one) => ({ ...one, matched: [...one.matched] })),
    dispatch: item ? orderAdvice(await adviseOrder(deed, item.code, place && place.level !== 'city' ? place.path : '')) : null,
    receive: item ? { ...receive, sentence } : null,
    took: performance.now() - began,
  }
}
