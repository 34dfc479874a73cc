import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue'
import { api } from '../api/api.ts'
import { Refusal } from '../api/refusal.ts'
import { noticedOffline, noticedOnline, online } from '../api/online.ts'
import { uuidv7 } from '../api/uuid.ts'
import { serverNow } from '../clock/use-clock.ts'
import { onLogout, who } from '../session/session.ts'
import { text } from '../texts/texts.ts'
import { draftsOpen, forgetTold, loadContent, loadItems, lockDrafts, removeContent, removeItem, saveContent, saveItem, unlockDrafts, type Content } from './draft-store.ts'
import { afterRestart, nextToSend, pauseAfter, step, verdictOn, waiting, type OutboxEvent, type OutboxItem } from './outbox.ts'

/** How one kind of record goes to the server; must be safe to do twice under the same id. */
export type Sender = (item: OutboxItem, content: Content) => Promise<void>
const senders = new Map<string, Sender>()
export const registerSender = (kind: string, send: Sender): void => { senders.set(kind, send) }

const items = ref<OutboxItem[]>([])
const locked = ref(true)
const started = ref(false)
const sentTo = new Set<(item: OutboxItem) => void>()
/** Tells when a record has arrived, so that lists are fetched anew; for as long as the page that asks stands. */
export const onSent = (tell: (item: OutboxItem) => void): void => { sentTo.add(tell); onScopeDispose(() => { sentTo.delete(tell) }) }
let timer: ReturnType<typeof setTimeout> | undefined
let working = false

const change = async (item: OutboxItem, event: OutboxEvent): Promise<OutboxItem> => {
  const next = step(item, event)
  items.value = items.value.map(held => held.id === item.id ? next : held)
  await saveItem(next)
  return next
}

const sendOne = async (item: OutboxItem): Promise<boolean> => {
  const sending = await change(item, { type: 'send' })
  try {
    const content = await loadContent(item.owner, item.id)
    const send = senders.get(item.kind)
    if (content === null || send === undefined) throw new Error(`nothing sends ${item.kind}`)
    await send(sending, content)
    await change(sending, { type: 'sent', at: serverNow().toISOString() })
    await removeContent(item.id)
    noticedOnline()
    for (const tell of sentTo) tell(item)
    return true
  } catch (error) {
    const refusal = error instanceof Refusal ? error : null
    const verdict = refusal === null ? 'refused' : verdictOn(refusal.status, sending.tries)
    if (refusal?.code === 'offline') noticedOffline()
    const lost = verdict === 'again'
    await change(sending, lost ? { type: 'lost' } : { type: 'refuse', reason: refusal?.title ?? text('refusal.web.unknown'), requestId: refusal?.requestId ?? null, lasting: verdict === 'lasting' })
    if (lost) timer = setTimeout(() => { void pump() }, pauseAfter(sending.tries))
    return !lost
  }
}

/** Sends what waits, one after the other in the order of making, until a loss (依次发送). */
const pump = async (): Promise<void> => {
  clearTimeout(timer)
  if (working || locked.value || who.value === null) return
  working = true
  try { for (let next = nextToSend(items.value); next !== null; next = nextToSend(items.value)) if (!await sendOne(next)) break } finally { working = false }
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))

/** Unlocks this person's drafts: with the server's secret, or offline with the key still held on the device. */
export const startOutbox = async (): Promise<void> => {
  const person = who.value?.id
  started.value = false
  if (person === undefined) { locked.value = true; items.value = []; return }
  try { await unlockDrafts(person, bytesOf((await api.get<{ key: string }>('/session/draft-key')).key)) } catch { /* offline: the held key serves */ }
  const open = await draftsOpen(person)
  if (open) {
    const day = serverNow().getTime() - 86_400_000
    const held = afterRestart(await loadItems(person))
    await Promise.all(held.map(async item => item.state === 'sent' && Date.parse(item.sentAt ?? '') < day ? removeItem(item.id) : saveItem(item)))
    items.value = held.filter(item => item.state !== 'sent' || Date.parse(item.sentAt ?? '') >= day)
    await forgetTold(false)
  }
  locked.value = !open
  started.value = true
  void pump()
}

onLogout(async () => { await forgetTold(true); await lockDrafts(); locked.value = true; items.value = [] })
watch(online, there => { if (there) void pump() })

type Draft = { kind: string, title: string, content: Content, queue: boolean, page?: string }
type Outbox = {
  items: ComputedRef<OutboxItem[]>, waiting: ComputedRef<number>, locked: ComputedRef<boolean>,
  /** Whether it is known yet what lies on the device, and whether it opens: before that no form may be shown, or it would overwrite a draft. */
  started: ComputedRef<boolean>,
  keep: (draft: Draft, id?: string) => Promise<OutboxItem>, send: (id: string) => Promise<void>, read: (id: string) => Promise<Content | null>, remove: (id: string) => Promise<void>
}

/** The device's outbox: keeps, sends in order, shows each item's state (发件箱). */
export const useOutbox = (): Outbox => ({
  items: computed(() => items.value), waiting: computed(() => waiting(items.value)), locked: computed(() => locked.value), started: computed(() => started.value),
  keep: async ({ kind, title, content, queue, page }, id = uuidv7()) => {
    const owner = who.value?.id
    if (owner === undefined) throw new Error('nobody is logged in')
    const held = items.value.find(item => item.id === id)
    if (held?.state === 'sending' || held?.state === 'sent') return held
    const fresh: OutboxItem = { id, kind, title, capturedAt: held?.capturedAt ?? serverNow().toISOString(), order: held?.order ?? Math.max(0, ...items.value.map(item => item.order)) + 1, state: 'draft', tries: 0, photos: content.photos.length, reason: null, requestId: null, sentAt: null, owner, ...page === undefined ? {} : { page } }
    const item = queue ? step(fresh, { type: 'queue' }) : fresh
    await saveContent(owner, id, content)
    await saveItem(item)
    items.value = [...items.value.filter(other => other.id !== id), item]
    if (queue) void pump()
    return item
  },
  send: async id => {
    const item = items.value.find(held => held.id === id)
    if (item === undefined) return
    await change(item, { type: 'queue' })
    void pump()
  },
  read: async id => who.value === null ? null : loadContent(who.value.id, id),
  remove: async id => { await removeItem(id); items.value = items.value.filter(item => item.id !== id) },
})
