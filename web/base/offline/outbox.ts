/** A record made on the device: its id is made here for ever, so that sent twice it is one (发件箱). */
export type OutboxState = 'draft' | 'queued' | 'sending' | 'sent' | 'refused'
export type OutboxItem = {
  id: string, kind: string, title: string, capturedAt: string, order: number, state: OutboxState, tries: number, photos: number,
  reason: string | null, requestId: string | null, sentAt: string | null, owner: string,
  /** Sent again it would be refused again: what it speaks of has changed or is not ours. */
  lasting?: boolean,
  /** The address of the page that shows it. */
  page?: string,
}
export type OutboxEvent =
  | { type: 'queue' } | { type: 'send' } | { type: 'sent', at: string } | { type: 'lost' } | { type: 'refuse', reason: string, requestId: string | null, lasting?: boolean } | { type: 'edit' }

const allowed: Record<OutboxEvent['type'], readonly OutboxState[]> = {
  queue: ['draft', 'refused', 'queued'], send: ['queued'], sent: ['sending'], lost: ['sending'], refuse: ['sending'], edit: ['draft', 'queued', 'refused'],
}

/** What becomes of an item; an event that does not fit its state changes nothing. */
export const step = (item: OutboxItem, event: OutboxEvent): OutboxItem => {
  if (!allowed[event.type].includes(item.state)) return item
  switch (event.type) {
    case 'queue': return { ...item, state: 'queued', reason: null, requestId: null, lasting: false }
    case 'send': return { ...item, state: 'sending', tries: item.tries + 1 }
    case 'sent': return { ...item, state: 'sent', sentAt: event.at, reason: null }
    case 'lost': return { ...item, state: 'queued' }
    case 'refuse': return { ...item, state: 'refused', reason: event.reason, requestId: event.requestId, lasting: event.lasting === true }
    default: return { ...item, state: 'draft', reason: null }
  }
}

/** The next to go: strictly the oldest queued; one that was refused steps aside, one being sent holds the line. */
export const nextToSend = (items: readonly OutboxItem[]): OutboxItem | null => {
  if (items.some(item => item.state === 'sending')) return null
  return items.filter(item => item.state === 'queued').sort((a, b) => a.order - b.order)[0] ?? null
}

/** A page closed while sending: nobody knows whether it arrived, so it goes again under the same id. */
export const afterRestart = (items: readonly OutboxItem[]): OutboxItem[] => items.map(item => item.state === 'sending' ? step(item, { type: 'lost' }) : item)

export const waiting = (items: readonly OutboxItem[]): number => items.filter(item => item.state === 'queued' || item.state === 'sending').length

/** What an answer that was no success means for a record: tried again by itself, or laid aside with the reason (发送结果). */
export const verdictOn = (status: number, tries: number): 'again' | 'refused' | 'lasting' => {
  if (status === 0 || status === 401 || status === 429 || status === 503) return 'again'
  if (status >= 500) return tries < 5 ? 'again' : 'refused' // one that the server cannot take must not hold up the others for ever
  return [403, 404, 409, 410, 412].includes(status) ? 'lasting' : 'refused'
}

/** 2, 4, 8 … 60 seconds between tries after a lost answer. */
export const pauseAfter = (tries: number): number => Math.min(60, 2 ** Math.max(1, tries)) * 1000
