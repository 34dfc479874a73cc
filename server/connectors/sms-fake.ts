import { log } from '#base/log'
import type { SmsPort } from '#primitives/notice'

export type FakeSms = SmsPort & Readonly<{ sent: readonly Readonly<{ id: string; phone: string; text: string }>[] }>

/** An SMS gateway that reaches nobody, for demonstrations and tests: it takes mainland mobile numbers, keeps the last thousand messages in memory, and writes no number to the log. 短信（模拟） */
export function smsFake(): FakeSms {
  const sent: { id: string; phone: string; text: string }[] = []
  return {
    sent,
    async sendSms(message) {
      if (!/^1[3-9]\d{9}$/.test(message.phone)) return { refused: 'not a mobile number' }
      sent.push(message)
      if (sent.length > 1000) sent.shift()
      log.info({ outgoing: message.id, characters: message.text.length }, 'SMS (fake) taken')
      return 'sent'
    },
  }
}
