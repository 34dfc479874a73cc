import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { openMatter } from '#primitives/matter'
import { requireDivision } from '#primitives/place'
import { requireItem } from '#systems/governance'
import { nameShown, requireCall } from '../call/caller-of.ts'
import { textCaller } from '../call/text-caller.ts'
import type { RegisterOrder } from '../contract.ts'
import { hotline } from '../tables.ts'
import { matterKind, namesCallerToUnit } from './kinds.ts'
import { pressOf } from './limits-of-order.ts'

/** Registers what a caller wants, while they speak; the same id twice is the same order. 登记 */
export async function registerOrder(deed: Deed, wish: RegisterOrder) {
  if (wish.words.trim() === '') throw invalid('hotline.words_missing')
  const call = await requireCall(deed, wish.callId)
  const division = wish.divisionCode ? await requireDivision(deed, wish.divisionCode) : null
  const path = division && division.level !== 'city' ? division.path : ''
  const item = wish.itemCode ? await requireItem(deed, wish.itemCode) : null
  if (item?.retired) throw invalid('hotline.item_retired', { item: item.name })
  const guess = await pressOf(deed, item)
  const press = { risk: wish.risk ?? guess.risk, supply: wish.supply ?? guess.supply }
  const matter = await openMatter(deed, {
    id: wish.id, kind: matterKind(wish.kind), divisionPath: path, holder: { level: 'city', path: '' }, source: 'hotline', urgent: press.risk || press.supply !== 'none',
    publicity: wish.kind === 'accusation' ? 'closed' : 'link', facts: { risk: press.risk, supply: press.supply }, ...(item ? { item: item.code } : {}), ...(wish.kind === 'accusation' ? { link: false } : {}),
  })
  const answer = { id: matter.id, number: matter.number, state: matter.state, version: matter.version, dueAt: matter.dueAt?.toISOString() ?? null, repeated: matter.repeated }
  if (matter.repeated) {
    const known = await hotline(deed.tx).selectFrom('hotline.order').select('call_id').where('id', '=', wish.id).executeTakeFirst()
    if (known?.call_id !== wish.callId) throw conflict('hotline.id_taken')
    return answer
  }
  await hotline(deed.tx).insertInto('hotline.order').values({
    id: wish.id, call_id: call.id, kind: wish.kind, item_code: item?.code ?? null, division_path: path, risk: press.risk, supply: press.supply, complex: wish.complex ?? false,
    not_taken: null, joined_to: null, department_id: call.department_id, registered_at: deed.now,
  }).execute()
  await hotline(deed.tx).insertInto('hotline.order_words').values({
    order_id: wish.id, words: wish.words, place_words: wish.placeWords ?? '', caller_shown: namesCallerToUnit(wish.kind) ? await nameShown(deed, call.id) : null, department_id: call.department_id, units: [],
  }).execute()
  await record(deed, 'hotline.order_registered', wish.id, { kind: wish.kind, item: item?.code ?? null, division: path, call: call.id })
  if (wish.textCaller && matter.token) await textCaller(deed, call.id, 'hotline.notice.registered', { number: matter.number, token: matter.token })
  return answer
}
