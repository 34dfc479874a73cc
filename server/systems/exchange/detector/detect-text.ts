import { findBirthDates } from './birth-dates.ts'
import { findAddresses } from './door-addresses.ts'
import { findEmails } from './emails.ts'
import { flatten } from './flat-text.ts'
import { labelsOf } from './number-labels.ts'
import { type Span } from './personal-kinds.ts'
import { findNames } from './person-names.ts'
import { findNumbers } from './personal-numbers.ts'
import { findPlates } from './plates.ts'
import { findTravelDocuments } from './travel-documents.ts'

/** Below this a finding is a guess, and is not told. */
const least = 0.5

/** Where two findings overlap, the surer one stays, of equals the longer one; the rest in order of place. */
function strongest(spans: Span[], length: number): Span[] {
  const taken = new Uint8Array(length)
  const kept: Span[] = []
  for (const span of spans.sort((a, b) => b.confidence - a.confidence || (b.end - b.start) - (a.end - a.start) || a.start - b.start)) {
    if (span.confidence < least || taken.subarray(span.start, span.end).includes(1)) continue
    taken.fill(1, span.start, span.end)
    kept.push(span)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** Finds personal data in a text of any kind: what, where, how sure and why. Time grows with the length of the text alone. 个人信息识别 */
export function detectText(text: string): Span[] {
  const flat = flatten(text)
  const labels = labelsOf(flat)
  const numbers = strongest([...findNumbers(flat, labels), ...findTravelDocuments(flat, labels)], flat.length)
  return strongest([...numbers, ...findEmails(flat), ...findPlates(flat), ...findBirthDates(flat), ...findAddresses(flat), ...findNames(flat, numbers)], flat.length)
}
