import { invalid } from '#base/errors'
import { detectText } from '../detector/detect-text.ts'

/** The words of a step are read by both units and on the trace: no number, name or address of a person stands in them. */
export function requirePlain(...words: readonly (string | undefined)[]): void {
  if (words.some((one) => one && detectText(one).length > 0)) throw invalid('exchange.words_personal')
}
