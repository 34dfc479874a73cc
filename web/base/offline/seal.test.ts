import { describe, expect, it } from 'vitest'
import { makeDraftKey, openDraftKey, seal, unseal, wrappingKey } from './seal.ts'

const secret = (fill: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(fill)
const words = new TextEncoder().encode('楼道堆放杂物')

describe('drafts on the device', () => {
  it('do not open for another person who logs in', async () => {
    const wrapped = await makeDraftKey(await wrappingKey(secret(1), 'liu'))
    await expect(wrappingKey(secret(1), 'zhao').then(other => openDraftKey(wrapped, other))).rejects.toThrow()
    await expect(wrappingKey(secret(2), 'liu').then(other => openDraftKey(wrapped, other))).rejects.toThrow()
  })
  it('do not open under another draft’s id', async () => {
    const wrapping = await wrappingKey(secret(1), 'liu')
    const key = await openDraftKey(await makeDraftKey(wrapping), wrapping)
    const sealed = await seal(key, 'a', words)
    await expect(unseal(key, 'b', sealed)).rejects.toThrow()
    expect(new Uint8Array(await unseal(key, 'a', sealed))).toEqual(words)
  })
  it('open again after the same person logs in again', async () => {
    const wrapped = await makeDraftKey(await wrappingKey(secret(1), 'liu'))
    const sealed = await seal(await openDraftKey(wrapped, await wrappingKey(secret(1), 'liu')), 'a', words)
    expect(new Uint8Array(await unseal(await openDraftKey(wrapped, await wrappingKey(secret(1), 'liu')), 'a', sealed))).toEqual(words)
  })
  it('are under a key that cannot be read out', async () => {
    const wrapping = await wrappingKey(secret(1), 'liu')
    await expect(crypto.subtle.exportKey('raw', await openDraftKey(await makeDraftKey(wrapping), wrapping))).rejects.toThrow()
  })
})
