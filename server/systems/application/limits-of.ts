import type { Deed } from '#base/deed'
import type { Time } from '#primitives/matter'
import type { ItemClocks, Span } from '#systems/service-item'
import { applicationSettings } from './letter-settings.ts'

/** The limits of one application: what law gives its item, and the promise where that is shorter; what neither names is the kind's. 办件时限 */
export async function limitsOf(deed: Deed, { decide, promised, notice, deliver }: ItemClocks): Promise<Record<string, Time>> {
  const { at_once: atOnce } = await applicationSettings(deed)
  const time = (span: Span | null): Time | null => (span === null ? null : span === 'at_once' ? atOnce : { amount: span.amount, unit: span.unit })
  const said = { notice: time(notice), decide: time(promised ?? decide), deliver: time(deliver) } // a promise is never longer than the law: the catalogue refuses it
  return Object.fromEntries(Object.entries(said).flatMap(([name, one]) => (one === null ? [] : [[name, one]])))
}
