import { log } from '#base/log'
import type { MaskedDialler } from '#systems/hotline'

export type FakeDialler = MaskedDialler & Readonly<{ bridged: readonly Readonly<{ id: string; extension: string; number: string }>[] }>

/** An exchange that rings nobody, for demonstrations and tests: it remembers the last thousand bridges and writes no number to the log. 隐号拨打（模拟） */
export function maskedDiallingFake(): FakeDialler {
  const bridged: { id: string; extension: string; number: string }[] = []
  return {
    bridged,
    async bridge(call) {
      if (!/^\d{3,12}$/.test(call.number)) return 'refused'
      bridged.push(call)
      if (bridged.length > 1000) bridged.shift()
      log.info({ dial: call.id }, 'masked dialling (fake)')
      return { middleNumber: `95013${String(bridged.length).padStart(6, '0')}` }
    },
  }
}
