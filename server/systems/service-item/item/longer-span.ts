import type { Span } from './item-said.ts'

/** Whether a time may end after another. Five working days hold a weekend, so against calendar days they count seven; the other way round calendar days are never the longer ones. 比长短 */
export function longerSpan(span: Span, than: Span): boolean {
  if (span === 'at_once') return false
  if (than === 'at_once') return true
  const days = span.unit === 'working_days' && than.unit === 'days' ? span.amount + 2 * Math.ceil(span.amount / 5) : span.amount
  return days > than.amount
}
