import { log } from '#base/log'
import type { Switchboard } from '#systems/hotline'

export type FakeSwitchboard = Switchboard & Readonly<{ transfers: readonly Readonly<{ id: string; callId: string; number: string }>[]; spoken: readonly Readonly<{ phone: string; code: string }>[] }>

/** A switch that puts nobody through and says nothing aloud, for demonstrations and tests; the same transfer twice is one. 话务交换（模拟） */
export function switchboardFake(): FakeSwitchboard {
  const transfers: { id: string; callId: string; number: string }[] = []
  const spoken: { phone: string; code: string }[] = []
  return {
    transfers,
    spoken,
    async putThrough(transfer) {
      if (!transfers.some(({ id }) => id === transfer.id)) transfers.push(transfer)
      if (transfers.length > 1000) transfers.shift()
      log.info({ transfer: transfer.id, number: transfer.number }, 'transfer (fake)')
      return 'put_through'
    },
    async speakCode({ phone, code }) {
      spoken.push({ phone, code })
      if (spoken.length > 1000) spoken.shift()
      return 'spoken'
    },
  }
}
