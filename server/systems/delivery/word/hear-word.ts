import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { jobActor } from '#base/jobs'
import { advance, requireMatter } from '#primitives/matter'
import type { CarrierCode, Status, Word } from '../carriers.ts'
import { letThrough } from '../choice/find-choice.ts'
import { putInBox } from '../parcel/desk-steps.ts'
import { delivery } from '../tables.ts'

/** Which steps a word is, by the state it finds; none: it says nothing new. What is left out does not fit. */
const follows: Readonly<Record<Status, Readonly<Record<string, readonly string[]>>>> = {
  moving: { packed: ['dispatch', 'move'], dispatched: ['move'], moving: [], arrived: [] },
  arrived: { packed: ['dispatch', 'arrive'], dispatched: ['arrive'], moving: ['arrive'], arrived: [] },
  at_locker: { packed: ['load'], at_locker: [] },
  received: { packed: ['dispatch', 'receive'], dispatched: ['receive'], moving: ['receive'], arrived: ['receive'], at_locker: ['receive'], lost: ['receive'] },
  returned: { dispatched: ['return'], moving: ['return'], arrived: ['return'], at_locker: ['return'] },
  lost: { dispatched: ['lose'], moving: ['lose'], arrived: ['lose'], lost: [] },
}

/** Takes a word of a carrier, once however often it comes and whichever way; null, or why nothing follows from it. What is refused is for whoever calls to keep. 收运单动态 */
export async function hearWord(deed: Deed, carrier: CarrierCode, word: Word, how: 'called' | 'asked'): Promise<string | null> {
  const known = await delivery(deed.tx).selectFrom('delivery.word').select('refused').where('carrier', '=', carrier).where('id', '=', word.id).executeTakeFirst()
  if (known?.refused === null) return null
  const label = await delivery(deed.tx).selectFrom('delivery.label').selectAll().where('tracking', '=', word.tracking).where('carrier', '=', carrier).forUpdate().executeTakeFirst() // of two at once the second waits
  if (!label) return 'number_unknown'
  await letThrough(deed, label.application_id)
  const { state, final } = await requireMatter(deed, label.parcel_id)
  if (label.void_at !== null) return final ? 'parcel_over' : 'label_void'
  if (final) return 'parcel_over'
  const steps = follows[word.status][state]
  if (!steps) return 'word_does_not_fit'
  if (!(await keepWord(deed, carrier, word, how, null))) return null // both ways at once
  const platform: Deed = { ...deed, actor: jobActor('delivery.hear_word') }
  for (const step of steps) {
    if (step === 'load') await putInBox(platform, await delivery(deed.tx).selectFrom('delivery.parcel').selectAll().where('id', '=', label.parcel_id).executeTakeFirstOrThrow())
    else await advance(platform, label.parcel_id, step, { ...(step === 'return' ? { reason: '承运方退回' } : {}), ...(word.place === null ? {} : { note: word.place }) })
  }
  return null
}

/** Keeps a word as it came, and why nothing followed from it; one that was refused may fit by now, one that was taken is taken once. */
export async function keepWord(deed: Deed, carrier: CarrierCode, { id, tracking, status, at, place }: Word, how: 'called' | 'asked', refused: string | null): Promise<boolean> {
  const made = await delivery(deed.tx).insertInto('delivery.word').values({ carrier, id, tracking, status, said_at: at, place, heard_at: deed.now, heard_how: how, refused }).onConflict((old) => old.columns(['carrier', 'id']).doUpdateSet({ refused, heard_at: deed.now, heard_how: how }).where('delivery.word.refused', 'is not', null)).executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** A word that a carrier called in; one that comes too late or fits nothing is refused, and kept. 运单动态回调 */
export async function takeCall(deed: Deed, carrier: CarrierCode, word: Word): Promise<void> {
  const refused = await hearWord(deed, carrier, word, 'called')
  if (refused !== null) throw conflict(`delivery.${refused}`, { tracking: word.tracking }, async (later) => void (await keepWord(later, carrier, word, 'called', refused)))
}
