import { describe, expect, it } from 'vitest'
import { afterRestart, nextToSend, pauseAfter, step, verdictOn, waiting, type OutboxItem } from './outbox.ts'

const item = (more: Partial<OutboxItem> = {}): OutboxItem =>
  ({ id: 'a', kind: 'incident', title: '井盖松动', capturedAt: '2026-11-25T02:00:00Z', order: 1, state: 'queued', tries: 0, photos: 1, reason: null, requestId: null, sentAt: null, owner: 'w', ...more })

describe('an item of the outbox', () => {
  it('cannot be sent while it is a draft', () => expect(step(item({ state: 'draft' }), { type: 'send' }).state).toBe('draft'))
  it('cannot change once it was sent', () => {
    const sent = item({ state: 'sent' })
    for (const event of [{ type: 'queue' }, { type: 'edit' }, { type: 'lost' }] as const) expect(step(sent, event)).toBe(sent)
  })
  it('waits again after a lost answer, under the same id', () => expect(step(item({ state: 'sending', tries: 1 }), { type: 'lost' })).toMatchObject({ id: 'a', state: 'queued', tries: 1 }))
  it('says why it was refused, and forgets it when sent again', () => {
    const refused = step(item({ state: 'sending' }), { type: 'refuse', reason: '不在您的网格里', requestId: 'r' })
    expect(refused).toMatchObject({ state: 'refused', reason: '不在您的网格里', requestId: 'r' })
    expect(step(refused, { type: 'queue' })).toMatchObject({ state: 'queued', reason: null })
  })
})

describe('an answer that was no success', () => {
  it('without a network, without a session or in a rush is tried again by itself, for ever', () => expect([0, 401, 429, 503].map(status => verdictOn(status, 99))).toEqual(Array.from({ length: 4 }, () => 'again')))
  it('that the server cannot explain is tried five times and then laid aside, so that the others go on', () => expect([1, 4, 5].map(tries => verdictOn(500, tries))).toEqual(['again', 'again', 'refused']))
  it('about something that has changed will never be another', () => expect([404, 409, 412, 403].map(status => verdictOn(status, 1))).toEqual(Array.from({ length: 4 }, () => 'lasting')))
  it('about what was written can be mended', () => expect(verdictOn(422, 1)).toBe('refused'))
})

describe('the order of sending', () => {
  it('sends nothing while one is under way', () => expect(nextToSend([item({ state: 'sending' }), item({ id: 'b', order: 2 })])).toBeNull())
  it('sends the oldest first, whatever the list’s order', () => expect(nextToSend([item({ id: 'b', order: 2 }), item()])?.id).toBe('a'))
  it('passes over a refused one', () => expect(nextToSend([item({ state: 'refused' }), item({ id: 'b', order: 2 })])?.id).toBe('b'))
  it('sends again what was under way when the page closed', () => expect(nextToSend(afterRestart([item({ state: 'sending' })]))?.id).toBe('a'))
  it('counts only what still has to go', () => expect(waiting([item(), item({ state: 'draft' }), item({ state: 'sent' })])).toBe(1))
  it('waits longer after each loss, a minute at most', () => expect([1, 2, 5, 9].map(pauseAfter)).toEqual([2000, 4000, 32_000, 60_000]))
})
