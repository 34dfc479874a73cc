import type { AtWindow } from '../contract.ts'

/** What the chip of an identity card says. */
export type Card = Readonly<{ name: string; number: string; /** Last day; null = without end. */ validUntil: string | null }>
/** The reader at a window: 'no_card' = nothing lies on it, 'no_reader' = the window has none. Throws where it does not answer. 身份证阅读器 */
export type CardReader = Readonly<{ read(at: AtWindow): Promise<Card | 'no_card' | 'no_reader'> }>

let given: CardReader | null = null
/** Called by main.ts once; a city without readers types numbers. 阅读器接口 */
export const useCardReader = (reader: CardReader | null): void => { given = reader }
export const cardReaderHere = (): CardReader | null => given
