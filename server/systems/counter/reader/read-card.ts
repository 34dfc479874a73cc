import { conflict, Refusal } from '#base/errors'
import { log } from '#base/log'
import type { AtWindow } from '../contract.ts'
import { cardReaderHere, type Card } from './card-reader.ts'

/** The card on the window's reader; comes before the transaction. Typing what the document says is always the other way. 读身份证 */
export async function readCard(at: AtWindow): Promise<Card> {
  const reader = cardReaderHere()
  if (!reader) throw conflict('counter.no_reader')
  const read = await reader.read(at).catch((error: unknown) => {
    log.warn({ ...at, err: { message: (error as Error).message } }, 'a card reader does not answer')
    throw new Refusal(502, 'counter.reader_silent')
  })
  if (typeof read === 'string') throw conflict(`counter.${read}`)
  return read
}
