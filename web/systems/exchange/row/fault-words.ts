import { hasText, text } from '../../../base/texts/texts.ts'

/** What is wrong with a cell or a row that was sent, in the reader's words (差错说法). */
export const faultWords = (code: string): string => { const key = [`exchange.fault.${code}`, `exchange.sheet.fault.${code}`, `exchange.entry.fault.${code}`].find(hasText); return key === undefined ? code : text(key) }
