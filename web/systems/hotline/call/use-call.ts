import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { Static } from 'typebox'
import type { AdvancedOrder, RegisteredOrder, TakenCall } from '#contracts/hotline'
import { api, newIntent } from '../../../base/api/api.ts'
import { uuidv7 } from '../../../base/api/uuid.ts'

export const kinds = ['consult', 'help', 'complaint', 'accusation', 'suggestion'] as const
export type Kind = (typeof kinds)[number]
export type Outcome = 'registered' | 'answered' | 'not_taken' | 'transferred' | 'joined' | 'cut_off'
/** What the operator has written down so far; it stays when something is refused. */
export type Note = { kind: Kind, words: string, placeWords: string, risk: boolean | null, complex: boolean, textCaller: boolean, name: string }
type Order = { id: string, number: string, version: number, state: string }
type Done = { number: string, what: Outcome }
export type CallNow = {
  /** An application is being filed for the caller. */
  filing: Ref<boolean>, call: Ref<TakenCall | null>, note: Ref<Note>, order: Ref<Order | null>, done: Ref<Done | null>, outcome: ComputedRef<Outcome>
  take: (number: string) => Promise<void>, register: (where: { divisionCode: string | null, itemCode: string | null }) => Promise<Order>
  step: (action: string, body: object, what: Outcome) => Promise<void>, again: () => void, end: (words: string) => Promise<void>
}
const blank = (): Note => ({ kind: 'help', words: '', placeWords: '', risk: null, complex: false, textCaller: false, name: '' })

const [filing, call, note, order, done] = [ref(false), ref<TakenCall | null>(null), ref(blank()), ref<Order | null>(null), ref<Done | null>(null)]
let id = uuidv7()

/** One call from the first word to the wrap-up, also while another page is open for it; an order is registered once, whatever is pressed and however often (一通电话). */
export const useCall = (): CallNow => {
  const take = async (number: string): Promise<void> => {
    call.value = await api.post<TakenCall>('/hotline/calls', { id: uuidv7(), ...number === '' ? {} : { number } })
  }
  const register = async (where: { divisionCode: string | null, itemCode: string | null }): Promise<Order> => {
    if (order.value !== null) return order.value
    const callId = call.value?.id ?? ''
    const { risk, name, ...rest } = note.value
    if (name.trim() !== '') await api.post(`/hotline/calls/${callId}/name`, { name: name.trim() })
    const made = await api.post<Static<typeof RegisteredOrder>>('/hotline/orders', { id, callId, ...rest, ...where, ...risk === null ? {} : { risk } })
    order.value = made
    done.value = { number: made.number, what: 'registered' }
    return made
  }
  const step = async (action: string, body: object, what: Outcome): Promise<void> => {
    const one = order.value
    if (one === null) return
    const { state, version } = await api.post<AdvancedOrder>(`/hotline/orders/${one.id}/${action}`, { ...body, version: one.version }, { intent: newIntent() })
    order.value = { ...one, state, version }
    done.value = { number: one.number, what }
  }
  const again = (): void => { id = uuidv7(); note.value = { ...blank(), name: note.value.name }; order.value = null }
  const outcome = computed<Outcome>(() => done.value?.what ?? 'cut_off')
  const end = async (words: string): Promise<void> => {
    await api.post(`/hotline/calls/${call.value?.id ?? ''}/end`, { outcome: outcome.value, note: words })
    again(); note.value = blank(); done.value = null; call.value = null; filing.value = false
  }
  return { filing, call, note, order, done, outcome, take, register, step, again, end }
}
