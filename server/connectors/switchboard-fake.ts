import { log } from '#base/log'
import type { Switchboard } from '#systems/hotline'

export type FakeSwitchboard = Switchboard & Readonly<{ transfers: readonly Readonly<{ id: string; callId: string; number: string }>[] }>

/** A switch that puts nobody through, for demonstrations and tests; the same transfer twice is one. 话务交换（模拟） */
export function switchboardFake(): FakeSwitchboard {
  const transfers: { id: string; callId: string; number: string }[] = []
  return {
    transfers,
    async putThrough(transfer) {
      if (!transfers.some(({ id }) => id === transfer.id)) transfers.push(transfer)
      if (transfers.length > 1000) transfers.shift()
      log.info({ transfer: transfer.id, number: transfer.number }, 'transfer (fake)')
      return 'put_through'
    },
  }
}
