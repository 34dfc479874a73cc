import { join } from 'node:path'
import { readCityFile } from '#base/profile'
import type { Card, CardReader } from '#systems/counter'

export type FakeCardReader = CardReader & Readonly<{
  /** Somebody lays a card on every reader; null takes it away. */
  lay(card: Card | null): void
  /** The cable is pulled out until it is mended. */
  cut(off: boolean): void
}>

/** Readers that read what a demonstration or a test lays on them; of several cards the next one at each reading, as people come one after another. 身份证阅读器（模拟） */
export function idCardReaderFake(cards: readonly Card[] = []): FakeCardReader {
  let lying: Card | null | undefined
  let next = 0
  let off = false
  return {
    lay: (card) => { lying = card },
    cut: (now) => { off = now },
    read: async () => {
      if (off) throw new Error('the reader does not answer')
      return (lying === undefined ? cards[next++ % Math.max(cards.length, 1)] : lying) ?? 'no_card'
    },
  }
}

/** The cards of the demonstration's residents. 演示身份证 */
export const castCards = (cityFolder: string): Card[] =>
  (readCityFile(join(cityFolder, 'people.yaml')) as { people: { name: string; number?: string; login?: { resident?: boolean } }[] }).people
    .flatMap(({ name, number, login }) => (number !== undefined && login?.resident === true ? [{ name, number, validUntil: null }] : []))
