import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { DeliveryChunk, DeliveryReceipt, StartedDelivery } from '#contracts/exchange'
import { api, newIntent } from '../../../base/api/api.ts'
import { asRefusal } from '../../../base/api/refusal.ts'
import { uuidv7 } from '../../../base/api/uuid.ts'

type Delivery = {
  rows: Ref<number>, total: Ref<number>, chunks: Ref<number>, running: Ref<boolean>, done: Ref<boolean>, error: Ref<unknown>, perSecond: Ref<number>, left: ComputedRef<number | null>
  data: Ref<string | null>, receipt: Ref<string | null>, go: () => Promise<void>, pause: () => void, fetchReceipt: () => Promise<void>
}

/** A whole copy, chunk by chunk: it may be paused, and goes on where it stood; each chunk is checked against its hash as it comes (整批交付). */
export const useDelivery = (grantId: string): Delivery => {
  const id = uuidv7()
  const parts: string[] = []
  const [rows, total, chunks, running, done, error, perSecond] = [ref(0), ref(0), ref(0), ref(false), ref(false), ref<unknown>(null), ref(0)]
  const [data, receipt] = [ref<string | null>(null), ref<string | null>(null)]
  let paused = false
  const take = async (number: number): Promise<DeliveryChunk> => {
    const chunk = await api.post<DeliveryChunk>(`/exchange/deliveries/${id}/chunks/${number}`)
    const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(chunk.text)))].map(byte => byte.toString(16).padStart(2, '0')).join('')
    if (chunk.rows > 0 && hash !== chunk.sha256) throw new Error(`chunk ${number}`)
    return chunk
  }
  const go = async (): Promise<void> => {
    running.value = true; paused = false; error.value = null
    try {
      const started = await api.post<StartedDelivery>(`/exchange/grants/${grantId}/deliveries`, { id }, { intent: newIntent(id) })
      total.value = started.total
      const [began, had] = [performance.now(), rows.value]
      for (let last = false; !last && !paused;) {
        const chunk = await take(chunks.value + 1)
        if (chunk.rows > 0) { parts.push(chunk.text); chunks.value += 1; rows.value += chunk.rows }
        perSecond.value = Math.round((rows.value - had) / Math.max(0.001, (performance.now() - began) / 1000))
        last = chunk.last
        if (last) {
          await api.post(`/exchange/deliveries/${id}/finish`)
          data.value = URL.createObjectURL(new Blob(parts, { type: 'application/x-ndjson' }))
          done.value = true
        }
      }
    } catch (caught) { error.value = caught } finally { running.value = false }
  }
  /** The leaf takes a moment until it stands in a signed tree. */
  const fetchReceipt = async (): Promise<void> => {
    error.value = null
    try { receipt.value = URL.createObjectURL(new Blob([JSON.stringify(await api.get<DeliveryReceipt>(`/exchange/deliveries/${id}/receipt`))], { type: 'application/json' })) } catch (caught) { error.value = asRefusal(caught) }
  }
  const left = computed(() => perSecond.value === 0 || rows.value === 0 ? null : Math.ceil(Math.max(0, total.value - rows.value) / perSecond.value))
  return { rows, total, chunks, running, done, error, perSecond, left, data, receipt, go, pause: () => { paused = true }, fetchReceipt }
}
