import { lawOf } from './judge-item.ts'
import type { ClockBook, ItemSaid, Span } from './item-said.ts'

/** An item's clocks: what law gives for the decision (null: no law does), for one extension, for telling all that is missing at once, for handing the document out; and what is promised. */
export type ItemClocks = Readonly<{ code: string; name: string; decide: Span | null; extend: Span | null; notice: Span | null; deliver: Span | null; promised: Span | null; pauses: string; source: string; joint: boolean }>

/** The clocks of an item, from the city's rows of law. 时限 */
export function clocksOf(book: ClockBook, item: ItemSaid): ItemClocks {
  const clock = book.clocks.find(({ code }) => code === item.clock)
  if (!clock) throw new Error(`item ${item.code}: no clock ${item.clock} in legal-clocks.yaml`)
  const joint = Boolean(item.joint) && clock.joint !== undefined
  return {
    code: clock.code, name: clock.name, decide: lawOf(clock, joint), extend: (joint ? clock.joint!.extend : clock.extend) ?? null, notice: clock.notice ?? null, deliver: clock.deliver ?? null,
    promised: item.promise ?? null, pauses: clock.pauses ?? '', source: clock.source, joint,
  }
}
